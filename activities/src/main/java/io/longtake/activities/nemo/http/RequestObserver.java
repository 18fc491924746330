package io.longtake.activities.nemo.http;

import java.util.Optional;

/** Observes requests to a backend: measures and traces them. */
public interface RequestObserver {
    /** Observes nothing. */
    RequestObserver NONE = (route, backend) -> Observed.NOTHING;

    /**
     * A request is about to be sent, on the current thread.
     *
     * @param route the name of the contract's endpoint, in lower case
     */
    Observed begin(String route, NemoBackend backend);

    /** One request. */
    interface Observed {
        Observed NOTHING = (status, outcome) -> {};

        /** The value of the {@code traceparent} header to send, if any. */
        default Optional<String> traceparent() {
            return Optional.empty();
        }

        /**
         * The response was read, or accepted if it is a stream; or the request failed.
         *
         * @param status the HTTP status, or 0 without a response
         * @param outcome {@code ok}, or the kind of failure in lower case
         */
        void ended(int status, String outcome);
    }
}
