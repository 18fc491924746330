package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.timeline.TimelineChange;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;

/** One edit: read the state, say the message once, find out from the state what it did. */
final class Editing {
    /** A message that certainly never left is scheduled again after 1, 2, 4 … 30 s; this often, about a quarter of an hour. */
    private static final int SENDINGS = 32;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final EditSessionWorkflowImpl session;

    Editing(EditSessionWorkflowImpl session) {
        this.session = session;
    }

    TurnEnd edit(Turn turn, TurnSpec.Edit edit) {
        TimelineSnapshot baseline = session.readTimeline("read the timeline before the edit");
        session.update(s -> s.baseline(turn.number(), baseline));
        ChatOutcome outcome = say(turn, edit);
        if (outcome instanceof ChatOutcome.Replied replied) {
            return afterReply(baseline, replied.text());
        }
        if (outcome instanceof ChatOutcome.Refused refused) {
            return afterRefusal(baseline, refused);
        }
        if (outcome instanceof ChatOutcome.Broken broken) {
            session.tell("the connection broke; waiting to see what the backend made of it");
            return climb(baseline, broken.text(), words(broken.why()), true);
        }
        TimelineSnapshot now = look();
        return now.sameAs(baseline)
                ? climb(baseline, "", "The backend ended the edit without a word", false)
                : TurnEnd.done(TimelineChange.describe(Optional.of(baseline), now));
    }

    /** The message, once; again only when it certainly never left. */
    private ChatOutcome say(Turn turn, TurnSpec.Edit edit) {
        ChatActivities chat = Workflow.newActivityStub(
                ChatActivities.class,
                ActivityTerms.chat(
                        SessionStory.wish(edit), session.spec().policy().chat().deadline()));
        Duration pause = Duration.ofSeconds(1);
        for (int sending = 1; ; sending++) {
            String intent = intent(turn, sending);
            try {
                return session.backend().call(account -> chat.chat(request(account, intent, edit)));
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof TimeoutFailure) {
                    Optional<ChatProgress> lastSeen = Failures.lastHeartbeat(failure, ChatProgress.class);
                    if (lastSeen.isPresent()) {
                        return new ChatOutcome.Broken(
                                ChatOutcome.Break.DROPPED, lastSeen.get().text());
                    }
                } else if (Failures.isCancelled(failure)
                        || !neverSent(Failures.of(failure).type())) {
                    if (!Failures.isCancelled(failure) && Failures.of(failure).type() == FailureType.OUTCOME_UNKNOWN) {
                        return new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "");
                    }
                    throw failure;
                }
                if (sending == SENDINGS) {
                    throw failure;
                }
            }
            session.tell("the backend can't be reached; the message was not sent and will be tried again");
            Workflow.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            session.tell(SessionStory.wish(edit));
        }
    }

    private static boolean neverSent(FailureType type) {
        return type == FailureType.NOT_SENT || type == FailureType.ACCOUNT_SILENT;
    }

    private ChatRequest request(AccountLease account, String intent, TurnSpec.Edit edit) {
        return new ChatRequest(
                account,
                session.backendSession(),
                // A renewed token is a new sending as well: the first was refused before it had an effect.
                intent + "-g" + account.generation(),
                edit.prompt(),
                session.spec().policy().chat());
    }

    /** The same for every run, reset and replay of this session, and for no other session that ever had its name. */
    private static String intent(Turn turn, int sending) {
        return Workflow.getInfo().getFirstExecutionRunId() + "-turn" + turn.number() + "-" + sending;
    }

    private TurnEnd afterReply(TimelineSnapshot baseline, String text) {
        TimelineSnapshot now = look();
        return TurnEnd.done(now.sameAs(baseline) ? text + "\n(The timeline did not change.)" : text);
    }

    private TurnEnd afterRefusal(TimelineSnapshot baseline, ChatOutcome.Refused refused) {
        TimelineSnapshot now = look();
        return now.sameAs(baseline)
                ? TurnEnd.failed(
                        new Failure(FailureType.EDIT_REFUSED, "The backend could not do it: " + refused.message()))
                : TurnEnd.done("The backend reported an error (" + refused.message() + "), but the timeline changed: "
                        + TimelineChange.describe(Optional.of(baseline), now));
    }

    /**
     * The recovery ladder: one reading after a while, then more at longer distances, until the timeline has changed.
     *
     * @param unsteady the backend may still be at work, so a change counts when two readings agree on it
     */
    private TurnEnd climb(TimelineSnapshot baseline, String text, String why, boolean unsteady) {
        SessionPolicy policy = session.spec().policy();
        Duration wait = policy.verifyFirst();
        for (int attempt = 1; attempt <= policy.verifyAttempts(); attempt++) {
            Workflow.sleep(wait);
            wait = policy.verifyEvery();
            TimelineSnapshot now = look();
            if (!now.sameAs(baseline)) {
                session.tell("the timeline has changed: " + now.summary());
                TimelineSnapshot settled = unsteady ? steady(now) : now;
                String said = text.isBlank() ? "" : text + "\n";
                return TurnEnd.done(
                        said + why + ", but it was done: " + TimelineChange.describe(Optional.of(baseline), settled));
            }
            session.tell(why + "; reading " + attempt + " of " + policy.verifyAttempts() + " shows no change yet");
        }
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                why + ", and " + policy.verifyAttempts()
                        + " readings of the timeline show no change. It may have been charged. Look with `longtake"
                        + " reconcile` before asking again."));
    }

    /** A video first, music and titles after it: waits until two readings agree. */
    private TimelineSnapshot steady(TimelineSnapshot first) {
        TimelineSnapshot before = first;
        for (int attempt = 1; attempt <= session.spec().policy().verifyAttempts(); attempt++) {
            Workflow.sleep(session.spec().policy().verifyFirst());
            TimelineSnapshot now = look();
            if (now.sameAs(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    TurnEnd afterCancel(Turn turn) {
        session.tell("stopped; reading what the backend had done by then");
        TimelineSnapshot now;
        try {
            now = look();
        } catch (ActivityFailure failure) {
            return TurnEnd.unknown(new Failure(
                    FailureType.OUTCOME_UNKNOWN,
                    "Stopped. What the backend had done by then could not be read: "
                            + Failures.of(failure).message()));
        }
        Optional<String> baseline = session.state().turn(turn.number()).baseline();
        boolean changed = baseline.isPresent() && !baseline.get().equals(now.fingerprint());
        return TurnEnd.cancelled(
                changed
                        ? "Stopped, but the backend had changed the timeline already: " + now.summary()
                        : "Stopped. The timeline has not changed so far; the backend may still finish it.");
    }

    private TimelineSnapshot look() {
        TimelineSnapshot now = session.readTimeline("see what the edit did");
        session.update(s -> s.verified(now));
        return now;
    }

    private static String words(ChatOutcome.Break why) {
        return switch (why) {
            case DROPPED -> "The connection broke during the edit";
            case DEADLINE -> "The edit did not end in the time for a chat";
            case SILENCE -> "The backend gave no sign of work for too long";
            case BEGUN_BEFORE -> "The message had been sent before";
        };
    }
}
