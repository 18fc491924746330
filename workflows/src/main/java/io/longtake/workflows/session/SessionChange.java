package io.longtake.workflows.session;

import java.util.Locale;

/**
 * Changes to workflow code that histories of released versions must replay differently: one constant for each
 * {@code Workflow.getVersion}, in all workflows. Before the first release there are none, because histories are
 * recorded again instead.
 */
public enum SessionChange {
    ;

    /** The change id in histories. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
