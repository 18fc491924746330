package io.longtake.cli.reconcile;

/** What to do about something whose end stays unknown after a look. */
public enum Resolution {
    /** The safe default: an edit stays as it is; an export is taken up again under the render id it has. */
    LOOK,
    /** Take what is at the backend by now; begin nothing. */
    ADOPT,
    /** Bring it to its end: an edit without a trace is sent again, and may be paid a second time. */
    FINISH,
    /** Give it up; a render is stopped at the backend. */
    CANCEL,
    /** Leave it unknown; the queue goes on without it. */
    GO_ON
}
