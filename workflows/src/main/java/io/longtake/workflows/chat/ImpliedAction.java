package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The action that corresponds to a reply's instructions for a user interface. */
public enum ImpliedAction {
    /** "Open the timeline panel", "preview it": shows the user the timeline. */
    SHOW_TIMELINE,
    /** "Check your account": shows the user the balance. */
    SHOW_CREDITS,
    /** "Click Export": the backend considers the timeline finished. The user decides whether to export it. */
    EXPORT,
    /** A value from a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN
}
