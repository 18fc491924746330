package io.longtake.activities.notification;

import io.longtake.activities.credential.UnknownKeyException;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.EventPost;
import io.longtake.network.link.EventUrl;
import io.longtake.network.link.LinkFailure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.notification.NotificationActivities;
import io.longtake.workflows.session.JobEnd;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** See {@link NotificationActivities}. Failures name the host of the receiver, never its URL. */
public final class EventActivities implements NotificationActivities, AutoCloseable {
    /** Name of the HTTP header with the id of the event. */
    public static final String ID_HEADER = "Longtake-Event-Id";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A receiver can't ask for a longer pause. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int GONE = 410;

    private final ReceiverSealer sealer;
    private final EventBody body;
    private final EventPost post;
    private final Clock clock;

    public EventActivities(ReceiverSealer sealer, EventBody body, HttpClients clients, Clock clock) {
        this.sealer = sealer;
        this.body = body;
        this.post = new EventPost(clients, LIMIT);
        this.clock = clock;
    }

    @Override
    public void notifyEnd(JobEnd end) {
        String host = end.address().host();
        EventPost.Answer answer = send(end, host);
        int status = answer.status();
        if (status / 100 == 2) {
            return;
        }
        if (status / 100 == 3) {
            throw refused(host + " answered with a redirect (HTTP " + status
                    + "), which is not followed. Specify the final URL.");
        }
        if (status == GONE) {
            throw refused(host + " wants no more events (HTTP " + status + ").");
        }
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(FailureType.NOT_NOTIFIED.name())
                .setMessage(host + " answered with HTTP " + status + ".");
        answer.retryAfter()
                .filter(pause -> !pause.isZero())
                .ifPresent(
                        pause -> failure.setNextRetryDelay(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        throw failure.build();
    }

    private EventPost.Answer send(JobEnd end, String host) {
        try {
            Receiver receiver = sealer.open(end.address(), end.session());
            byte[] content = body.of(end);
            return post.post(
                    EventUrl.parse(receiver.url()),
                    receiver.anyAddress() ? AddressPolicy.ANY : AddressPolicy.PUBLIC,
                    Map.of(
                            ID_HEADER,
                            end.eventId(),
                            EventSignature.HEADER,
                            EventSignature.of(receiver.secret(), clock.instant(), content)),
                    content);
        } catch (LinkFailure e) {
            throw e.isTemporary()
                    ? NemoFailures.of(FailureType.NOT_NOTIFIED, String.valueOf(e.getMessage()))
                    : refused("The address at " + host + " can't be used. " + e.getMessage());
        } catch (UnknownKeyException e) {
            // Another worker may have the key.
            throw NemoFailures.of(
                    FailureType.NOT_NOTIFIED,
                    "The address at " + host + " was encrypted with the key "
                            + end.address().keyId() + ", which this home does not have. " + e.advice());
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.NOT_NOTIFIED, "The address at " + host + " can't be read: " + e.getMessage() + ".");
        }
    }

    private static ApplicationFailure refused(String sentence) {
        return NemoFailures.of(FailureType.NOTIFY_REFUSED, sentence);
    }

    @Override
    public void close() {
        post.close();
    }
}
