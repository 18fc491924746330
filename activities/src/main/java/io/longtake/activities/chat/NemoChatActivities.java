package io.longtake.activities.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.account.Credential;
import io.longtake.activities.account.CredentialResolver;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.nemo.ChatStream;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.payload.Payloads;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TemporalFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * See {@link ChatActivities}. The order of the steps ensures that a message is never sent twice: check whether the sending was
 * started before, get the token, send a heartbeat synchronously, record the start durably, send.
 */
public final class NemoChatActivities implements ChatActivities {
    private static final Logger LOG = LoggerFactory.getLogger(NemoChatActivities.class);
    private static final ObjectMapper JSON = Payloads.mapper();
    private static final int SHOWN = 500;

    private final NemoClients clients;
    private final CredentialResolver credentials;
    private final IntentLog intents;
    private final Function<ChatLimits, ChatWatch> watches;

    public NemoChatActivities(NemoClients clients, CredentialResolver credentials, IntentLog intents) {
        this(clients, credentials, intents, ChatWatch::started);
    }

    /** @param watches creates the clock that enforces the limits of a chat */
    NemoChatActivities(
            NemoClients clients,
            CredentialResolver credentials,
            IntentLog intents,
            Function<ChatLimits, ChatWatch> watches) {
        this.watches = watches;
        this.clients = clients;
        this.credentials = credentials;
        this.intents = intents;
    }

    @Override
    public ChatOutcome chat(ChatRequest request) {
        if (wasBegun(request)) {
            return sentBefore(request);
        }
        Credential credential = credentials.resolve(request.account());
        return new Sending(request, credential, Activity.getExecutionContext()).run();
    }

    private boolean wasBegun(ChatRequest request) {
        try {
            return intents.wasBegun(request.intentId());
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.NOT_SENT,
                    "Nothing was sent now: the record of sent messages can't be read (" + e.getMessage() + ").");
        }
    }

    /** Returns the outcome that an earlier run recorded. Without that record, the outcome is unknown. */
    private ChatOutcome sentBefore(ChatRequest request) {
        try {
            Optional<byte[]> outcome = intents.outcome(request.intentId());
            if (outcome.isPresent()) {
                return JSON.readValue(outcome.get(), ChatOutcome.class);
            }
        } catch (IOException e) {
            LOG.warn("The outcome of {} can't be read.", request.intentId(), e);
        }
        return new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, "");
    }

    /** One attempt to send one message. */
    private final class Sending implements Heartbeats.Listener {
        private final ChatRequest request;
        private final Credential credential;
        private final ActivityExecutionContext context;
        private final CallScope scope = new CallScope();
        private final ChatReading reading;

        Sending(ChatRequest request, Credential credential, ActivityExecutionContext context) {
            this.request = request;
            this.credential = credential;
            this.context = context;
            this.reading = new ChatReading(scope, watches.apply(request.limits()), Redaction.of(credential.token()));
        }

        ChatOutcome run() {
            NemoClient client = client();
            try (Heartbeats heartbeats = Heartbeats.begin(context, this::progress, this)) {
                if (!begin()) {
                    return sentBefore(request);
                }
                return send(client, heartbeats);
            }
        }

        private NemoClient client() {
            try {
                return clients.at(request.account().origin());
            } catch (NemoException e) {
                throw NemoFailures.ofUnrepeatable(e, credential.generation(), Optional.empty());
            }
        }

        private boolean begin() {
            try {
                return intents.begin(request.intentId());
            } catch (IOException e) {
                throw NemoFailures.of(
                        FailureType.NOT_SENT,
                        "The message was not sent: its start can't be recorded (" + e.getMessage() + ").");
            }
        }

        private ChatOutcome send(NemoClient client, Heartbeats heartbeats) {
            try (ChatStream stream =
                    client.chat(credential.token(), request.session().sessionId(), request.message(), scope)) {
                ChatRecord chat = reading.read(stream.bytes(), StreamBounds.DEFAULT);
                if (chat.end() == ChatEnd.STOPPED && heartbeats.ended().isPresent()) {
                    throw heartbeats.ended().get();
                }
                return recorded(ChatOutcomes.of(request.message(), chat));
            } catch (NemoException e) {
                return failed(e, heartbeats, hint(client, e));
            } catch (ActivityCompletionException | TemporalFailure expected) {
                throw expected;
            } catch (RuntimeException | StackOverflowError mistake) {
                // This is an error of our own and says nothing about what the backend does with the message.
                LOG.error("Failed to read the reply to {}.", request.intentId(), mistake);
                throw NemoFailures.of(
                        FailureType.OUTCOME_UNKNOWN,
                        "The message was sent, but Longtake failed to read the reply ("
                                + mistake.getClass().getSimpleName() + ").");
            }
        }

        private Optional<String> hint(NemoClient client, NemoException e) {
            BackendSession session = request.session();
            return client.hint(e, credential.token(), session.userId().or(session::taskId));
        }

        private ChatOutcome failed(NemoException e, Heartbeats heartbeats, Optional<String> hint) {
            if (e.delivery() != Delivery.UNCERTAIN) {
                undo();
            }
            if (e instanceof NemoException.TokenRefused) {
                credentials.forget(request.account(), credential.generation());
            }
            if (e instanceof NemoException.Stopped && heartbeats.ended().isPresent()) {
                throw heartbeats.ended().get();
            }
            Optional<ChatEnd> limit = reading.limitReached();
            if (e instanceof NemoException.Stopped && limit.isPresent()) {
                return recorded(ChatOutcomes.of(request.message(), reading.unanswered(limit.get())));
            }
            throw NemoFailures.ofUnrepeatable(e, credential.generation(), hint);
        }

        /** Also records the outcome in the intent log. If the result can't be delivered to the server, the next run reads it from there. */
        private ChatOutcome recorded(ChatOutcome outcome) {
            try {
                intents.recordOutcome(request.intentId(), JSON.writeValueAsBytes(outcome));
            } catch (IOException e) {
                LOG.warn("The outcome of {} can't be recorded.", request.intentId(), e);
            }
            return outcome;
        }

        private void undo() {
            try {
                intents.undo(request.intentId());
            } catch (IOException e) {
                LOG.warn(
                        "{} had no effect, but its record can't be withdrawn: it will count as started.",
                        request.intentId(),
                        e);
            }
        }

        private Object progress() {
            ChatReading.Progress now = reading.progress();
            return new ChatProgress(
                    now.elapsed().toMillis(),
                    now.sinceLastEvent().toMillis(),
                    ChatOutcomes.userText(ChatOutcomes.tail(now.text(), SHOWN)),
                    ChatOutcomes.head(now.tool(), 100),
                    now.stillWorking());
        }

        @Override
        public void tick() {
            reading.tick();
        }

        @Override
        public void cancelled() {
            scope.stop();
        }

        @Override
        public void abandoned() {
            // The backend continues to work, so the reply is read to its end and recorded.
            LOG.info("The server expects no result of {} any more; the reply is read anyway.", request.intentId());
        }
    }
}
