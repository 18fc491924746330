package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The contract's {@code tt}. */
public enum TrackType {
    VIDEO,
    AUDIO,
    TEXT,
    @JsonEnumDefaultValue
    OTHER
}
