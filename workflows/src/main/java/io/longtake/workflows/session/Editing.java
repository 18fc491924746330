package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.timeline.TimelineChange;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
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
    private final Metering metering;
    /** A message of the current turn may have left. */
    private boolean sending;

    Editing(EditSessionWorkflowImpl session) {
        this.session = session;
        this.metering = new Metering(session);
    }

    TurnEnd edit(Turn turn, TurnSpec.Edit edit) {
        sending = false;
        Optional<TurnEnd> held = metering.begin(turn);
        if (held.isPresent()) {
            return held.get();
        }
        TurnEnd end = sayAndFindOut(turn, edit);
        metering.end(turn);
        return end;
    }

    private TurnEnd sayAndFindOut(Turn turn, TurnSpec.Edit edit) {
        TimelineSnapshot baseline = session.readTimeline("read the timeline before the edit");
        session.update(s -> s.baseline(turn.number(), baseline));
        ChatOutcome outcome = say(turn, edit);
        try {
            return findOut(turn, edit, baseline, outcome);
        } catch (ActivityFailure failure) {
            if (Failures.isCancelled(failure)) {
                throw failure;
            }
            return unread(outcome, Failures.of(failure));
        } catch (ApplicationFailure failure) {
            return unread(outcome, Failures.of(failure));
        }
    }

    /** The message was sent, and what it did can't be read: neither done nor failed, and nobody must repeat it blindly. */
    private static TurnEnd unread(ChatOutcome outcome, Failure why) {
        String said = outcome instanceof ChatOutcome.Replied replied ? " The backend said: " + replied.text() : "";
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "The message was sent, but the timeline could not be read afterwards (" + why.message() + ")." + said
                        + " Look with `longtake reconcile` before asking again."));
    }

    /** What the message did, by the state. */
    private TurnEnd findOut(Turn turn, TurnSpec.Edit edit, TimelineSnapshot baseline, ChatOutcome outcome) {
        if (outcome instanceof ChatOutcome.Replied replied) {
            return afterReply(turn, edit, baseline, replied);
        }
        if (outcome instanceof ChatOutcome.Refused refused) {
            return afterRefusal(baseline, refused);
        }
        if (outcome instanceof ChatOutcome.Broken broken) {
            session.tell("the connection broke; waiting to see what the backend made of it");
            return climb(turn, baseline, broken.text(), words(broken.why()), true);
        }
        TimelineSnapshot now = look();
        return now.sameAs(baseline)
                ? climb(turn, baseline, "", "The backend ended the edit without a word", false)
                : TurnEnd.done(TimelineChange.describe(Optional.of(baseline), secondStage(turn, edit, baseline, now)));
    }

    /** Where the raw video is there and more was asked for: told at once, then waited for. */
    private TimelineSnapshot secondStage(
            Turn turn, TurnSpec.Edit edit, TimelineSnapshot baseline, TimelineSnapshot first) {
        if (!SecondStage.isDue(edit.prompt(), baseline, first)
                || Workflow.getVersion("second-stage", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
            return first;
        }
        noteFirstStage(turn, baseline, first);
        return steady(first);
    }

    private void noteFirstStage(Turn turn, TimelineSnapshot baseline, TimelineSnapshot first) {
        String said = "There by now: " + TimelineChange.describe(Optional.of(baseline), first)
                + " Whether more follows shows in a while.";
        session.update(s -> s.note(turn.number(), said));
        session.tell(said);
    }

    /** The message, once; again only when it certainly never left. */
    private ChatOutcome say(Turn turn, TurnSpec.Edit edit) {
        ChatActivities chat = Workflow.newActivityStub(
                ChatActivities.class,
                ActivityTerms.chat(
                        SessionStory.wish(edit), session.spec().policy().chat().deadline()));
        Duration pause = Duration.ofSeconds(1);
        for (int attempt = 1; ; attempt++) {
            try {
                sending = true;
                return session.backend().call(account -> chat.chat(request(account, turn, edit)));
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
                if (attempt == SENDINGS) {
                    throw failure;
                }
            }
            sending = false;
            session.tell("the backend can't be reached; the message was not sent and will be tried again");
            Workflow.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            session.tell(SessionStory.wish(edit));
        }
    }

    private static boolean neverSent(FailureType type) {
        return type == FailureType.NOT_SENT || type == FailureType.ACCOUNT_SILENT;
    }

    private ChatRequest request(AccountLease account, Turn turn, TurnSpec.Edit edit) {
        return new ChatRequest(
                account,
                session.backendSession(),
                intent(turn),
                edit.prompt(),
                session.spec().policy().chat());
    }

    /**
     * The same for every run, reset and replay of this session, and for no other session that ever had its name. A sending
     * that certainly had no effect gives the intent back, so that it can be begun again.
     */
    private static String intent(Turn turn) {
        return Workflow.getInfo().getFirstExecutionRunId() + "-turn" + turn.number();
    }

    private TurnEnd afterReply(Turn turn, TurnSpec.Edit edit, TimelineSnapshot baseline, ChatOutcome.Replied replied) {
        TimelineSnapshot first = look();
        StringBuilder report = new StringBuilder(replied.text());
        if (first.sameAs(baseline) && UnchangedTimeline.isWorthSaying(edit.prompt(), replied.text())) {
            report.append("\n(The timeline did not change.)");
        }
        TimelineSnapshot now = secondStage(turn, edit, baseline, first);
        if (!now.sameAs(first)) {
            report.append("\nThen: ").append(TimelineChange.describe(Optional.of(first), now));
        }
        carryOut(turn, edit, replied, now, report);
        return TurnEnd.done(report.toString());
    }

    /** The backend thinks of a screen; what it would have the person do there is done here, and told with the reply. */
    private void carryOut(
            Turn turn, TurnSpec.Edit edit, ChatOutcome.Replied replied, TimelineSnapshot now, StringBuilder report) {
        if (replied.implies(ImpliedAction.SHOW_TIMELINE)) {
            report.append('\n').append(now.summary());
        }
        if (replied.implies(ImpliedAction.SHOW_CREDITS)) {
            metering.balance().ifPresent(credits -> report.append("\nCredits: ")
                    .append(Credits.plain(credits.available()))
                    .append(" available, ")
                    .append(Credits.plain(credits.frozen()))
                    .append(" reserved for running work."));
        }
        if (replied.implies(ImpliedAction.EXPORT)
                && edit.film().isPresent()
                && now.exportable()
                && !session.state().exportFollows(turn)) {
            session.update(s -> s.followedBy(turn.number(), new TurnSpec.Export(edit.film())));
            report.append("\nThe finished video was asked for: it is exported.");
        }
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
    private TurnEnd climb(Turn turn, TimelineSnapshot baseline, String text, String why, boolean unsteady) {
        SessionPolicy policy = session.spec().policy();
        Duration wait = policy.verifyFirst();
        for (int attempt = 1; attempt <= policy.verifyAttempts(); attempt++) {
            Workflow.sleep(wait);
            wait = policy.verifyEvery();
            Optional<TimelineSnapshot> seen = lookIfPossible();
            if (seen.isPresent() && !seen.get().sameAs(baseline)) {
                TimelineSnapshot now = seen.get();
                if (unsteady) {
                    noteFirstStage(turn, baseline, now);
                }
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
            Optional<TimelineSnapshot> now = lookIfPossible();
            if (now.isPresent() && now.get().sameAs(before)) {
                return before;
            }
            before = now.orElse(before);
        }
        return before;
    }

    /** A reading that fails is a rung that showed nothing; the next one may. */
    private Optional<TimelineSnapshot> lookIfPossible() {
        try {
            return Optional.of(look());
        } catch (ActivityFailure failure) {
            if (Failures.isCancelled(failure) || Failures.of(failure).type() == FailureType.SESSION_LOST) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    TurnEnd afterCancel(Turn turn) {
        Optional<String> baseline = session.state().turn(turn.number()).baseline();
        if (baseline.isEmpty() || !sending) {
            return TurnEnd.cancelled("Stopped before anything was sent.");
        }
        session.tell("stopped; reading what the backend had done by then");
        TimelineSnapshot now;
        try {
            now = session.readNow();
            session.update(s -> s.verified(now));
        } catch (ActivityFailure failure) {
            return unreadAfterCancel(Failures.of(failure));
        } catch (ApplicationFailure failure) {
            return unreadAfterCancel(Failures.of(failure));
        }
        return TurnEnd.cancelled(
                !baseline.get().equals(now.fingerprint())
                        ? "Stopped, but the backend had changed the timeline already: " + now.summary()
                        : "Stopped. The timeline has not changed so far; the backend may still finish it.");
    }

    private static TurnEnd unreadAfterCancel(Failure why) {
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "Stopped. What the backend had done by then could not be read: " + why.message()));
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
