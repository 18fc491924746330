package io.longtake.network.link;

/**
 * A file that was fetched.
 *
 * @param name what the server calls it, else the last part of the link's path; safe as a file name
 * @param bytes its length
 */
public record Fetched(String name, long bytes) {}
