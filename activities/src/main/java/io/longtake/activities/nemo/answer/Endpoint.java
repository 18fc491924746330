package io.longtake.activities.nemo.answer;

import java.util.Locale;

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

    /** The name in metrics and traces, such as {@code render_look}. */
    public String route() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isSingleRender() {
        return this == RENDER_LOOK || this == RENDER_CANCEL;
    }
}
