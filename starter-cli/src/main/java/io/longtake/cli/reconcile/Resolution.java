package io.longtake.cli.reconcile;

/** What to do with an unknown outcome that a check could not determine. */
public enum Resolution {
    /** The safe default: an edit is left unchanged; an export is resumed with its render ID. */
    LOOK,
    /** Adopt what the backend has by now; start nothing. */
    ADOPT,
    /** Complete it: an edit without an effect at the backend is sent again and may be charged twice. */
    FINISH,
    /** Give it up; a render is cancelled at the backend. */
    CANCEL,
    /** Leave it unknown; the queue continues without it. */
    GO_ON
}
