package io.longtake.workflows.contract;

/** How a backend behaves. */
public enum Manner {
    AS_IT_SHOULD,
    /** Edits are done without a word. */
    SILENT,
    /** A message is answered by an error event; nothing is done. */
    FAILING_EDITS,
    /** A stream breaks off; the edit is done. */
    BREAKING_STREAMS,
    /** A stream breaks off, and the edit is never done. */
    FORGETTING_EDITS,
    /** The token in use has ended, at the latest with the next request. */
    ENDING_TOKENS,
    /** The session of the next message is gone. */
    FORGETTING_SESSIONS,
    /** 429, nothing done. */
    BUSY,
    /** Nobody listens. */
    OUT_OF_REACH,
    /** Answers are lost, or say that the backend is in trouble. */
    IN_TROUBLE,
    /** A render ends as failed. */
    FAILING_RENDERS
}
