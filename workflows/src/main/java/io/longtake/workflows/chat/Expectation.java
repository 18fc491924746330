package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What the sender of a message expects, as far as the session's next steps depend on it. The chat activity analyses the
 * text once; workflows only read the result, so that no history depends on text matching.
 */
public enum Expectation {
    /** The timeline changes. If it does not, the report says so. */
    CHANGE,
    /** Sound or text is added along with the pictures. A generating backend may add them after the pictures. */
    SOUND_OR_TEXT,
    /** A value from a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN
}
