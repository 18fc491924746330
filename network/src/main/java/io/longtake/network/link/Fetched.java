package io.longtake.network.link;

/**
 * A fetched file.
 *
 * @param name name given by the server, otherwise the last part of the link's path; safe as a file name
 * @param bytes length in bytes
 */
public record Fetched(String name, long bytes) {}
