package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/**
 * The report of a notification to its session.
 *
 * @param failure empty if the event was delivered
 */
public record NotificationEnded(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("failure") Optional<Failure> failure) {}
