package io.longtake.workflows.simulation;

/** The places on a request's way where it may meet a fault. */
enum FaultPoint {
    /** The backend has heard nothing. */
    BEFORE_SENDING,
    /** The backend has the request; no answer has come. */
    AFTER_SENDING,
    /** Half of an event stream was read. */
    MID_STREAM,
    /** The stream has ended as it should, and nobody was told. */
    AFTER_CLOSE,
    /** The activity has returned, and its result never reaches the workflow. */
    BEFORE_THE_RESULT_IS_RECORDED
}
