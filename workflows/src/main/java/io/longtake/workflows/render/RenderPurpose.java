package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a later look at a render is for; without one it is to be made and fetched. */
public enum RenderPurpose {
    /** Find out what became of a render that an earlier workflow of the same session answers for; begin none. */
    @JsonEnumDefaultValue
    FOLLOW,
    /** Fetch it if the backend has it; begin none. */
    ADOPT,
    /** Stop it at the backend; begin none. */
    CANCEL
}
