package io.longtake.cli.media;

import java.nio.file.Path;

/**
 * Content to be checked.
 *
 * @param source as the user entered it
 * @param name the file's name for display and upload: printable, without folders
 * @param file where the content is; its name may differ
 * @param sha256 lower-case hexadecimal
 */
record Content(String source, String name, Path file, String sha256, long bytes) {}
