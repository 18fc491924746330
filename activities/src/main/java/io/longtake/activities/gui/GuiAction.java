package io.longtake.activities.gui;

/** What a text that speaks of a screen implies, in terms of what Longtake can do. */
public enum GuiAction {
    SHOW_STATE,
    SHOW_CREDITS,
    SHOW_SUMMARY,
    /** The backend thinks the video can be exported; whether to is the person's decision. */
    EXPORT_OFFERED
}
