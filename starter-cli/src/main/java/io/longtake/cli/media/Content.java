package io.longtake.cli.media;

import java.nio.file.Path;

/**
 * Bytes to be judged.
 *
 * @param source as the person wrote it
 * @param name of the file as it is shown and uploaded: printable, without folders
 * @param file where the bytes are, perhaps under another name
 * @param sha256 lower-case hexadecimal
 */
record Content(String source, String name, Path file, String sha256, long bytes) {}
