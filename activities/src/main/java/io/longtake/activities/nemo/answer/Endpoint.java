package io.longtake.activities.nemo.answer;

/** The contract's endpoints. The meaning of some responses depends on the endpoint. */
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

    boolean isSingleRender() {
        return this == RENDER_LOOK || this == RENDER_CANCEL;
    }
}
