package io.longtake.workflows.timeline;

/** The contract's {@code tt}. */
public enum TrackType {
    VIDEO,
    AUDIO,
    TEXT,
    OTHER
}
