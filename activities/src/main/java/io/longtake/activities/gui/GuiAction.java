package io.longtake.activities.gui;

/** An action that a text about a graphical interface implies, expressed as something that Longtake can do. */
public enum GuiAction {
    SHOW_STATE,
    SHOW_CREDITS,
    SHOW_SUMMARY,
    /** The backend indicates that the video can be exported; the user decides whether to export. */
    EXPORT_OFFERED
}
