package io.longtake.activities.nemo.answer;

/** The contract's endpoints, where the meaning of an answer depends on which one gave it. */
public enum Endpoint {
    TOKEN,
    SESSION,
    CLAIM,
    CHAT,
    UPLOAD,
    CREDITS,
    STATE,
    RENDER_SUBMIT,
    RENDER_LOOK,
    RENDER_CANCEL;

    boolean asksForOneRender() {
        return this == RENDER_LOOK || this == RENDER_CANCEL;
    }
}
