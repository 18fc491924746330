package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What the person who sent a message expects, as far as the session's next steps depend on it. The chat activity judges the
 * words, once; workflows only read the result, so that no history depends on how a text is matched.
 */
public enum Expectation {
    /** The timeline changes. If it did not, the report says so. */
    CHANGE,
    /** Sound or text comes besides the pictures. A backend that generates may add them after the pictures. */
    SOUND_OR_TEXT,
    /** Of a version that knows more than this one. */
    @JsonEnumDefaultValue
    UNKNOWN
}
