package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/**
 * The event that reports the end of one request.
 *
 * @param turn number of the request's first turn
 * @param address empty once the delivery has started, and in views
 * @param failure why the event was not delivered
 */
public record Notification(
        @JsonProperty("requestId") String requestId,
        @JsonProperty(value = "turn", required = true) int turn,
        @JsonProperty("host") String host,
        @JsonProperty("address") Optional<NotifyAddress> address,
        @JsonProperty("status") NotificationStatus status,
        @JsonProperty("failure") Optional<Failure> failure) {
    static Notification waiting(String requestId, int turn, NotifyAddress address) {
        return new Notification(
                requestId, turn, address.host(), Optional.of(address), NotificationStatus.WAITING, Optional.empty());
    }

    Notification sending() {
        return new Notification(requestId, turn, host, Optional.empty(), NotificationStatus.SENDING, Optional.empty());
    }

    Notification ended(Optional<Failure> why) {
        return new Notification(
                requestId,
                turn,
                host,
                Optional.empty(),
                why.isPresent() ? NotificationStatus.FAILED : NotificationStatus.DELIVERED,
                why);
    }

    Notification withoutAddress() {
        return new Notification(requestId, turn, host, Optional.empty(), status, failure);
    }
}
