package io.longtake.activities.download;

/**
 * What is on the disk of a file that has not arrived in full.
 *
 * @param bytes from its beginning
 * @param length of the whole file in bytes, -1 where the server didn't say
 */
public record PartialDownload(long bytes, long length) {
    static final PartialDownload NOTHING = new PartialDownload(0, -1);
}
