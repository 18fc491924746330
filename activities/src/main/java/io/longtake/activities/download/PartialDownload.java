package io.longtake.activities.download;

/**
 * The part of a file that is on disk.
 *
 * @param bytes the number of bytes from its beginning
 * @param length of the whole file in bytes, -1 if the server did not report it
 */
public record PartialDownload(long bytes, long length) {
    static final PartialDownload NOTHING = new PartialDownload(0, -1);
}
