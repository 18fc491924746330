package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The purpose of a later workflow for a render; without one, the workflow submits and downloads the render. */
public enum RenderPurpose {
    /** Find out the result of a render that an earlier workflow of the same session manages; submit none. */
    @JsonEnumDefaultValue
    FOLLOW,
    /** Download it if the backend has it; submit none. */
    ADOPT,
    /** Cancel it at the backend; submit none. */
    CANCEL
}
