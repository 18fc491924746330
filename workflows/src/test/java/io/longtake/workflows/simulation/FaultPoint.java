package io.longtake.workflows.simulation;

/** The points of a request at which a fault may occur. */
enum FaultPoint {
    /** The backend has received nothing. */
    BEFORE_SENDING,
    /** The backend has received the request; no response has arrived. */
    AFTER_SENDING,
    /** Half of an event stream has been read. */
    MID_STREAM,
    /** The stream has ended properly, but the end was not reported. */
    AFTER_CLOSE,
    /** The activity has returned, and its result never reaches the workflow. */
    BEFORE_THE_RESULT_IS_RECORDED
}
