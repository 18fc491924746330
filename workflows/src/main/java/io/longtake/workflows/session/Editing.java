package io.longtake.workflows.session;

import io.longtake.workflows.account.Credits;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.timeline.TimelineChange;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** One edit: reads the state, sends the message once, and determines the effect from the state. */
final class Editing {
    private final SessionRun run;
    private final SessionBackend backend;
    private final Metering metering;
    private final Sending sending;
    private final TimelineWatch watch;
    /** When the current edit began. */
    private long begunAtMs;

    Editing(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.backend = backend;
        this.metering = new Metering(run);
        this.sending = new Sending(run, backend);
        this.watch = new TimelineWatch(run, backend);
    }

    TurnEnd edit(Turn.EditTurn turn) {
        begunAtMs = Workflow.currentTimeMillis();
        sending.prepare();
        Optional<TurnEnd> held = metering.begin(turn);
        if (held.isPresent()) {
            return held.get();
        }
        try {
            TurnEnd end = sendAndDetermineOutcome(turn).taking(tookMs());
            metering.end(turn);
            return end;
        } catch (ActivityFailure | ApplicationFailure failure) {
            // A message that may have been sent may have been charged, whatever its outcome. A cancelled edit is
            // metered after its effect at the backend has been read.
            if (sending.mayHaveBeenSent() && !Failures.isCancelled(failure)) {
                metering.end(turn);
            }
            throw failure;
        }
    }

    private long tookMs() {
        return Workflow.currentTimeMillis() - begunAtMs;
    }

    private TurnEnd sendAndDetermineOutcome(Turn.EditTurn turn) {
        TimelineSnapshot baseline = backend.readTimeline("read the timeline before the edit");
        run.update(s -> s.baseline(turn.number(), baseline));
        ChatOutcome outcome = sending.say(turn);
        try {
            return determineOutcome(turn, baseline, outcome);
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return unreadTimeline(outcome, Failures.of(failure));
        }
    }

    /**
     * The message was sent and its effect can't be read: the edit counts neither as done nor as failed, and must not be
     * repeated blindly.
     */
    private static TurnEnd unreadTimeline(ChatOutcome outcome, Failure why) {
        String said = outcome instanceof ChatOutcome.Replied replied ? " The backend replied: " + replied.text() : "";
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "The message was sent, but the timeline could not be read afterwards (" + why.message() + ")." + said
                        + " Check with `longtake reconcile` before you send it again."));
    }

    /** Determines the effect of the message from the state. */
    private TurnEnd determineOutcome(Turn.EditTurn turn, TimelineSnapshot baseline, ChatOutcome outcome) {
        if (outcome instanceof ChatOutcome.Replied replied) {
            return afterReply(turn, baseline, replied);
        }
        if (outcome instanceof ChatOutcome.Refused refused) {
            return afterRefusal(baseline, refused);
        }
        if (outcome instanceof ChatOutcome.Broken broken) {
            return afterBrokenStream(turn, baseline, broken);
        }
        return afterSilentEdit(turn, baseline, (ChatOutcome.Silent) outcome);
    }

    private TurnEnd afterBrokenStream(Turn.EditTurn turn, TimelineSnapshot baseline, ChatOutcome.Broken broken) {
        if (broken.why() == ChatOutcome.Break.ERROR) {
            run.tell(broken.text() + " Checking the timeline for its effect.");
            return watch.awaitChange(turn, baseline, "", clause(broken.text()), true);
        }
        run.tell("the connection broke; checking the timeline for the effect of the edit");
        return watch.awaitChange(turn, baseline, broken.text(), words(broken.why()), true);
    }

    /** Converts a sentence to a clause, to which text can be appended. */
    private static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private TurnEnd afterSilentEdit(Turn.EditTurn turn, TimelineSnapshot baseline, ChatOutcome.Silent silent) {
        TimelineSnapshot now = watch.readTimeline();
        return now.sameAs(baseline)
                ? watch.awaitChange(turn, baseline, "", "The backend ended the edit without a message", false)
                : TurnEnd.done(TimelineChange.describe(
                                Optional.of(baseline), watch.secondStage(turn, silent.expected(), baseline, now)))
                        .with(EditEffect.of(true));
    }

    private TurnEnd afterReply(Turn.EditTurn turn, TimelineSnapshot baseline, ChatOutcome.Replied replied) {
        TimelineSnapshot first = watch.readTimeline();
        if (asksFirst(turn, replied) && first.sameAs(baseline)) {
            return TurnEnd.failed(new Failure(FailureType.NEEDS_ANSWER, replied.text()))
                    .with(effect(replied, false));
        }
        StringBuilder report = new StringBuilder(replied.text());
        if (first.sameAs(baseline) && replied.expected().contains(Expectation.CHANGE)) {
            report.append("\n(The timeline did not change.)");
        }
        TimelineSnapshot now = watch.secondStage(turn, replied.expected(), baseline, first);
        if (!now.sameAs(first)) {
            report.append("\nThen: ").append(TimelineChange.describe(Optional.of(first), now));
        }
        followReply(turn, replied, now, report);
        return TurnEnd.done(report.toString()).with(effect(replied, !now.sameAs(baseline)));
    }

    /**
     * Whether the user has to answer before the edit is made. A replay repeats the question and the user's answer to it, so it
     * continues with the next edit.
     */
    private static boolean asksFirst(Turn.EditTurn turn, ChatOutcome.Replied replied) {
        return turn.spec().replayOf().isEmpty()
                && replied.reading().flatMap(MessageReading::question).isPresent();
    }

    private static EditEffect effect(ChatOutcome.Replied replied, boolean changed) {
        return new EditEffect(changed, replied.reading(), Optional.empty());
    }

    /**
     * The backend's reply refers to a user interface; performs the actions that it suggests to the user, and adds the
     * results to the report.
     */
    private void followReply(
            Turn.EditTurn turn, ChatOutcome.Replied replied, TimelineSnapshot now, StringBuilder report) {
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
                && turn.spec().film().isPresent()
                && now.exportable()
                // If the session was closed in the meantime, the export would never start, and the session would wait
                // for it forever.
                && !run.isClosed()
                && !run.queue().exportFollows(turn)) {
            run.queue(q ->
                    q.followedBy(turn.number(), new TurnSpec.Export(turn.spec().film())));
            report.append("\nThe requested film is being exported.");
        }
    }

    private TurnEnd afterRefusal(TimelineSnapshot baseline, ChatOutcome.Refused refused) {
        TimelineSnapshot now = watch.readTimeline();
        return now.sameAs(baseline)
                ? TurnEnd.failed(new Failure(
                                FailureType.EDIT_REFUSED, "The backend did not make the edit: " + refused.message()))
                        .with(EditEffect.of(false))
                : TurnEnd.done("The backend reported an error (" + refused.message() + "), but the timeline changed: "
                                + TimelineChange.describe(Optional.of(baseline), now))
                        .with(EditEffect.of(true));
    }

    TurnEnd afterCancel(Turn.EditTurn turn) {
        Optional<String> baseline = baselineOf(turn.number());
        if (baseline.isEmpty() || !sending.mayHaveBeenSent()) {
            return TurnEnd.cancelled("Stopped before anything was sent.");
        }
        run.tell("stopped; checking what the backend did before that");
        TurnEnd end = foundAfterCancel(baseline.get()).taking(tookMs());
        metering.end(turn);
        return end;
    }

    private Optional<String> baselineOf(int number) {
        return run.queue().turn(number) instanceof Turn.EditTurn now ? now.baseline() : Optional.empty();
    }

    private TurnEnd foundAfterCancel(String baseline) {
        TimelineSnapshot now;
        try {
            now = backend.readNow();
            run.update(s -> s.verified(now));
        } catch (ActivityFailure | ApplicationFailure failure) {
            return unreadAfterCancel(Failures.of(failure));
        }
        boolean changed = !baseline.equals(now.fingerprint());
        return TurnEnd.cancelled(
                        changed
                                ? "Stopped, but the backend had already changed the timeline: " + now.summary()
                                : "Stopped. The timeline has not changed so far; the backend may still finish the edit.")
                .with(EditEffect.of(changed));
    }

    private static TurnEnd unreadAfterCancel(Failure why) {
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "Stopped. It is unknown what the backend did, because the timeline could not be read: " + why.message()
                        + " Check with `longtake reconcile` before you send it again."));
    }

    private static String words(ChatOutcome.Break why) {
        return switch (why) {
            case DROPPED -> "The connection broke during the edit";
            case ERROR -> "The backend answered with an error";
            case DEADLINE -> "The edit exceeded its time limit (chat.deadline)";
            case SILENCE -> "The backend showed no activity for too long";
            case BEGUN_BEFORE -> "An earlier attempt started to send the message";
        };
    }
}
