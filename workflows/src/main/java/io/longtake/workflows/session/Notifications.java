package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The events that report the ends of a session's requests. Only the last ones of those that are sent are kept.
 *
 * @param list in the order in which the requests were queued
 */
public record Notifications(@JsonProperty("list") List<Notification> list) {
    public Notifications {
        list = List.copyOf(list);
    }

    static Notifications none() {
        return new Notifications(List.of());
    }

    // ---- queries ----

    /** The number of those whose requests have not ended. */
    int waiting() {
        return (int) list.stream()
                .filter(n -> n.status() == NotificationStatus.WAITING)
                .count();
    }

    /** The first notification of a request whose turns have all ended. */
    Optional<Notification> due(TurnQueue queue) {
        return list.stream()
                .filter(n -> n.status() == NotificationStatus.WAITING)
                .filter(n -> queue.hasEnded(n.turn()))
                .findFirst();
    }

    /** Without the encrypted addresses. */
    List<Notification> forDisplay() {
        return list.stream().map(Notification::withoutAddress).toList();
    }

    // ---- transitions ----

    Notifications expecting(String requestId, int firstTurn, NotifyAddress address) {
        List<Notification> more = new ArrayList<>(list);
        more.add(Notification.waiting(requestId, firstTurn, address));
        return new Notifications(more);
    }

    Notifications sending(String requestId) {
        return change(requestId, Notification::sending).shortened();
    }

    /** A report about a notification that is not being sent changes nothing. */
    Notifications ended(String requestId, Optional<Failure> failure) {
        return change(requestId, n -> n.status() == NotificationStatus.SENDING ? n.ended(failure) : n)
                .shortened();
    }

    private Notifications change(String requestId, UnaryOperator<Notification> how) {
        return new Notifications(list.stream()
                .map(n -> n.requestId().equals(requestId) ? how.apply(n) : n)
                .toList());
    }

    private Notifications shortened() {
        // One that is being sent may never be reported: its workflow may have been terminated.
        List<Notification> past = list.stream()
                .filter(n -> n.status() != NotificationStatus.WAITING)
                .toList();
        List<Notification> gone = past.subList(0, Math.max(0, past.size() - Limits.KEPT_NOTIFICATIONS));
        return new Notifications(list.stream().filter(n -> !gone.contains(n)).toList());
    }
}
