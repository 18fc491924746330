package io.longtake.workflows.contract;

/** Behaviours of a backend. */
public enum BackendBehaviour {
    AS_IT_SHOULD,
    /** Edits are done without a reply. */
    SILENT,
    /** A message is answered with an error event; nothing is done. */
    FAILING_EDITS,
    /** A stream is interrupted; the edit is done. */
    BREAKING_STREAMS,
    /** A stream is interrupted, and the edit is never done. */
    FORGETTING_EDITS,
    /** The current token expires, at the latest with the next request. */
    ENDING_TOKENS,
    /** The session of the next message no longer exists. */
    FORGETTING_SESSIONS,
    /** 429; nothing is done. */
    BUSY,
    /** Connections are refused. */
    OUT_OF_REACH,
    /** Responses are lost, or report a server error. */
    IN_TROUBLE,
    /** A render ends as failed. */
    FAILING_RENDERS
}
