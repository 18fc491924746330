package io.longtake.activities.download;

/** Told while bytes arrive, from the downloading thread. */
@FunctionalInterface
public interface Progress {
    /** @param total -1 where the server doesn't say */
    void received(long bytes, long total);
}
