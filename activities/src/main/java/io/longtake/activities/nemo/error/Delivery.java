package io.longtake.activities.nemo.error;

/** How far a failed request got. It decides whether a request that must not repeat may be sent again. */
public enum Delivery {
    /** No byte of the request was written: sending it is still the first time. */
    NEVER_LEFT,
    /** The backend answered that it did not take the request: nothing was done, nothing was charged. */
    REFUSED,
    /** It may have arrived and may have been carried out: only the backend's state can tell. */
    UNCERTAIN
}
