package io.longtake.workflows.render;

/** What a later look at a render is for; without one it is to be made and fetched. */
public enum RenderAim {
    /** Fetch it if the backend has it; begin none. */
    ADOPT,
    /** Stop it at the backend; begin none. */
    CANCEL
}
