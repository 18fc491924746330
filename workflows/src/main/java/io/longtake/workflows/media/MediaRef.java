package io.longtake.workflows.media;

/**
 * Bytes in the media store.
 *
 * @param sha256 of the content, lower-case hex; also its address
 * @param name the file's name as the person knows it, without folders
 * @param contentType as sniffed from the content, not from the name
 */
public record MediaRef(String sha256, long bytes, String name, String contentType) {}
