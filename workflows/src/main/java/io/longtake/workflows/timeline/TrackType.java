package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The track type, {@code tt} in the contract. */
public enum TrackType {
    VIDEO,
    AUDIO,
    TEXT,
    @JsonEnumDefaultValue
    OTHER
}
