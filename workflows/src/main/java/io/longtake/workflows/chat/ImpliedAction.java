package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a reply that speaks of a screen comes to, in terms of what Longtake can do. */
public enum ImpliedAction {
    /** "Open the timeline panel", "preview it": the person is to see how the timeline stands. */
    SHOW_TIMELINE,
    /** "Check your account": the person is to see the balance. */
    SHOW_CREDITS,
    /** "Click Export": the backend takes the video for finished. Whether it is exported is the person's decision. */
    EXPORT,
    /** Of a version that knows more than this one. */
    @JsonEnumDefaultValue
    UNKNOWN
}
