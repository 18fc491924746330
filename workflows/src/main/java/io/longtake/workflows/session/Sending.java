package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.Limits;
import io.longtake.workflows.Timers;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;

/** Sends one message to the backend, at most once. */
final class Sending {
    private final SessionRun run;
    private final SessionBackend backend;
    private boolean mayHaveBeenSent;

    Sending(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.backend = backend;
    }

    /** Resets the state for another turn. */
    void prepare() {
        mayHaveBeenSent = false;
    }

    /** Whether a message of the current turn may have reached the backend. */
    boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }

    /** Sends the message once; retries only if it certainly was not sent. */
    ChatOutcome say(Turn.EditTurn turn) {
        try {
            return sendUntilSent(turn);
        } finally {
            run.connectionFailure(Optional.empty());
        }
    }

    private ChatOutcome sendUntilSent(Turn.EditTurn turn) {
        ChatActivities chat = Workflow.newActivityStub(
                ChatActivities.class,
                ActivityTerms.chat(
                        SessionDetails.turnText(turn.spec()),
                        run.spec().policy().chat().deadline()));
        Duration pause = Limits.FIRST_SENDING_PAUSE;
        // The SDK ignores a first heartbeat that is lost, so an attempt that timed out without one may have sent.
        boolean timedOut = false;
        for (int attempt = 1; ; attempt++) {
            Failure reason;
            try {
                mayHaveBeenSent = true;
                return run.account().call(account -> chat.chat(request(account, turn)));
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof TimeoutFailure) {
                    Optional<ChatProgress> lastSeen = Failures.lastHeartbeat(failure, ChatProgress.class);
                    if (lastSeen.isPresent()) {
                        return new ChatOutcome.Broken(
                                ChatOutcome.Break.DROPPED, lastSeen.get().text());
                    }
                    timedOut = true;
                } else if (Failures.isCancelled(failure)
                        || !neverSent(Failures.of(failure).type())) {
                    if (!Failures.isCancelled(failure) && Failures.of(failure).type() == FailureType.OUTCOME_UNKNOWN) {
                        return new ChatOutcome.Broken(
                                ChatOutcome.Break.ERROR, Failures.of(failure).message());
                    }
                    throw failure;
                }
                mayHaveBeenSent = timedOut;
                if (attempt == Limits.SENDINGS) {
                    if (timedOut) {
                        return new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "");
                    }
                    throw failure;
                }
                reason = Failures.of(failure);
                run.connectionFailure(Optional.of(reason)
                        .filter(why -> why.type() == FailureType.NOT_SENT)
                        .map(Failure::message));
            }
            run.tell(retryText(reason, timedOut));
            Timers.sleep(pause, "wait before the message is sent again");
            pause = Limits.shorter(pause.multipliedBy(2), Limits.MAX_SENDING_PAUSE);
            run.tell(SessionDetails.turnText(turn.spec()));
        }
    }

    private static String retryText(Failure why, boolean timedOut) {
        if (timedOut) {
            return "no worker responded, so it is unknown whether the message was sent; it is never sent twice";
        }
        return why.type() == FailureType.PAYLOAD_UNREADABLE
                ? "a worker can't decrypt the message, which was not sent; it will be retried. " + why.message()
                : "the backend can't be reached; the message was not sent and will be retried";
    }

    private static boolean neverSent(FailureType type) {
        return switch (type) {
            case NOT_SENT, ACCOUNT_SILENT, PAYLOAD_UNREADABLE -> true;
            default -> false;
        };
    }

    private ChatRequest request(AccountLease account, Turn.EditTurn turn) {
        return new ChatRequest(
                account,
                backend.session(),
                intent(turn),
                turn.spec().prompt(),
                run.spec().policy().chat());
    }

    /**
     * The same for every run, reset and replay of this session, and different for any other session that ever had its
     * name. A sending that certainly had no effect releases the intent, so that it can be started again.
     */
    private static String intent(Turn.EditTurn turn) {
        return Workflow.getInfo().getFirstExecutionRunId() + "-turn" + turn.number();
    }
}
