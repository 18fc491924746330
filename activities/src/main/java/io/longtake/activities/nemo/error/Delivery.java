package io.longtake.activities.nemo.error;

/** How far a failed request got. This decides whether a request that must not be repeated may be sent again. */
public enum Delivery {
    /** No byte of the request was written, so sending it again is not a repetition. */
    NEVER_LEFT,
    /** The backend reported that it did not accept the request: nothing was done and nothing was charged. */
    REFUSED,
    /** The request may have arrived and may have been carried out. Only the backend's state shows whether it was. */
    UNCERTAIN
}
