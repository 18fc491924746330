package io.longtake.activities.download;

/** Receives the progress of a download, on the downloading thread. */
@FunctionalInterface
public interface Progress {
    /**
     * @param bytes the bytes received so far, including those of earlier attempts
     * @param total the length in bytes, -1 if the server does not report it
     */
    void received(long bytes, long total);
}
