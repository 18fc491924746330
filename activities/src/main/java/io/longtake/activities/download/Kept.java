package io.longtake.activities.download;

/**
 * What is on the disk of a file that has not arrived in full.
 *
 * @param bytes from its beginning
 * @param length of the whole file in bytes, -1 where the server didn't say
 */
public record Kept(long bytes, long length) {
    static final Kept NOTHING = new Kept(0, -1);
}
