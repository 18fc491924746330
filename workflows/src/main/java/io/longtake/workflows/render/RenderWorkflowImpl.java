package io.longtake.workflows.render;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credentialed;
import io.longtake.workflows.account.TokenSettled;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** See {@link RenderWorkflow}. */
public final class RenderWorkflowImpl implements RenderWorkflow {
    /** Nobody waits at a terminal for this one call, and a render that is given up runs on unobserved. */
    private static final int RATE_LIMIT_WAITS = 20;

    /** A backend that just took a render may not know it yet everywhere: this many looks until it is called lost. */
    private static final int LOOKS_UNTIL_LOST = 4;

    /** How long a backend may take to stop a render after it was asked to. */
    private static final Duration STOPPING = Duration.ofMinutes(10);

    /** Renders of 0.3.0 believed the first word of a submission that was in doubt; theirs are replayed as they were. */
    private static final String LATE_SUBMISSION = "late-submission";

    /** What a submission may end with and have arrived all the same; any other end is the backend's own refusal. */
    private static final Set<FailureType> IN_DOUBT = EnumSet.of(
            FailureType.OUTCOME_UNKNOWN,
            FailureType.BACKEND_TROUBLE,
            FailureType.UNREADABLE_ANSWER,
            FailureType.NOT_SENT,
            FailureType.INTERNAL);

    private final RenderInput input;
    private final Credentialed backend;
    private final CancellationScope work;
    private RenderPhase phase = RenderPhase.SUBMITTING;
    private Optional<RenderOutcome> outcome = Optional.empty();

    /** Whether a submission is on its way, or was, without a clear word of the backend about it. */
    private boolean submissionInDoubt;

    @WorkflowInit
    public RenderWorkflowImpl(RenderInput input) {
        this.input = input;
        this.backend = new Credentialed(input.account(), input.rateLimitDelay(), RATE_LIMIT_WAITS);
        this.work = Workflow.newCancellationScope(() -> outcome = Optional.of(pursue()));
    }

    @Override
    public RenderOutcome run(RenderInput sameAsInConstructor) {
        RenderOutcome end;
        try {
            work.run();
            end = outcome.orElseThrow();
        } catch (CanceledFailure cancelled) {
            end = stop();
        } catch (ActivityFailure failure) {
            if (!Failures.isCancelled(failure)) {
                throw failure;
            }
            end = stop();
        }
        outcome = Optional.of(end);
        enter(RenderPhase.ENDED);
        report(end);
        return end;
    }

    private RenderOutcome pursue() {
        if (input.aim().isEmpty()) {
            return submitAndFollow();
        }
        return switch (input.aim().get()) {
            case ADOPT -> adopt();
            case CANCEL -> stop();
        };
    }

    /** What the backend has; one that it never heard of is not begun. */
    private RenderOutcome adopt() {
        enter(RenderPhase.RENDERING);
        try {
            return follow(look());
        } catch (ActivityFailure | ApplicationFailure failure) {
            rethrowCancellation(failure);
            return new RenderOutcome.Unknown(meaning(failure));
        }
    }

    private RenderOutcome submitAndFollow() {
        enter(RenderPhase.SUBMITTING);
        RenderSighting sighting;
        submissionInDoubt = true;
        try {
            RenderActivities submitting = activities(ActivityTerms.shortCall("submit " + input.renderId()));
            sighting = backend.call(account -> submitting.submitRender(
                    new SubmitRender(account, input.session(), input.renderId(), input.draft())));
        } catch (ActivityFailure | ApplicationFailure failure) {
            rethrowCancellation(failure);
            // Whatever the last try says, one before it may have arrived: only the backend knows.
            return lookOnceMore(meaning(failure));
        }
        submissionInDoubt = false;
        return follow(sighting);
    }

    /** Goes on from what was seen to the end. */
    private RenderOutcome follow(RenderSighting first) {
        RenderSighting sighting = first;
        int lastPercent = -1;
        int standstills = 0;
        while (sighting instanceof RenderSighting.Running running) {
            standstills = lastPercent >= running.progress().percent() ? standstills + 1 : 0;
            if (standstills == 2) {
                // One deadline may have passed while our own server was off; in two of them the backend stood still.
                return tooSlow();
            }
            lastPercent = running.progress().percent();
            enter(RenderPhase.RENDERING);
            RenderActivities polling = activities(
                    ActivityTerms.poll("wait for " + input.renderId(), input.pollInterval(), input.deadline()));
            try {
                sighting = backend.call(account -> polling.pollRender(call(account)));
            } catch (ActivityFailure | ApplicationFailure failure) {
                rethrowCancellation(failure);
                // The deadline runs on while the server is off: one more look before any verdict.
                try {
                    sighting = look();
                } catch (ActivityFailure | ApplicationFailure still) {
                    rethrowCancellation(still);
                    return new RenderOutcome.Unknown(meaning(still));
                }
            }
            if (sighting instanceof RenderSighting.Unheard) {
                sighting = lookForLost();
            }
        }
        return settle(sighting);
    }

    private RenderSighting lookForLost() {
        RenderSighting sighting = new RenderSighting.Unheard();
        for (int looks = 1; looks < LOOKS_UNTIL_LOST && sighting instanceof RenderSighting.Unheard; looks++) {
            Workflow.sleep(input.pollInterval());
            try {
                sighting = look();
            } catch (ActivityFailure | ApplicationFailure failure) {
                rethrowCancellation(failure);
                Workflow.getLogger(RenderWorkflowImpl.class).warn("no clear answer about a lost render", failure);
            }
        }
        return sighting;
    }

    private RenderOutcome settle(RenderSighting sighting) {
        if (sighting instanceof RenderSighting.Completed completed) {
            return fetch(completed.outputUrl());
        }
        if (sighting instanceof RenderSighting.Failed failed) {
            return new RenderOutcome.Failed(
                    new Failure(FailureType.RENDER_FAILED, "The backend could not render it: " + failed.reason()),
                    true);
        }
        if (sighting instanceof RenderSighting.Cancelled) {
            return new RenderOutcome.Cancelled();
        }
        return new RenderOutcome.Failed(
                new Failure(FailureType.RENDER_LOST, "The backend does not know the render " + input.renderId() + "."),
                false);
    }

    private RenderOutcome fetch(String outputUrl) {
        enter(RenderPhase.DOWNLOADING);
        Video video;
        try {
            RenderActivities downloading = activities(ActivityTerms.transfer("download " + input.renderId()));
            video = backend.call(
                    account -> downloading.downloadRender(new DownloadRender(account, input.renderId(), outputUrl)));
        } catch (ActivityFailure | ApplicationFailure failure) {
            rethrowCancellation(failure);
            Failure why = meaning(failure);
            return new RenderOutcome.Unknown(new Failure(
                    why.type(), "The video is finished at the backend but could not be fetched: " + why.message()));
        }
        return deliver(video);
    }

    private RenderOutcome deliver(Video video) {
        enter(RenderPhase.DELIVERING);
        if (input.delivery().isEmpty()) {
            return new RenderOutcome.Completed(video, false, Optional.empty());
        }
        try {
            RenderActivities delivering = activities(ActivityTerms.copy("put the video where it was asked for"));
            DeliveryReport report = delivering.deliverVideo(
                    new DeliverVideo(video, input.delivery().get()));
            return new RenderOutcome.Completed(video, report.delivered(), Optional.empty());
        } catch (ActivityFailure failure) {
            rethrowCancellation(failure);
            return new RenderOutcome.Completed(video, false, Optional.of(Failures.of(failure)));
        }
    }

    /** The submission failed, or seemed to: only a clear "never heard of it" is a failure, and what may still arrive is waited for. */
    private RenderOutcome lookOnceMore(Failure why) {
        submissionInDoubt = IN_DOUBT.contains(why.type());
        RenderSighting sighting;
        try {
            sighting = look();
        } catch (ActivityFailure | ApplicationFailure failure) {
            rethrowCancellation(failure);
            return new RenderOutcome.Unknown(why);
        }
        if (mayArriveYet(sighting)) {
            sighting = lookForLost();
        }
        submissionInDoubt = false;
        return sighting instanceof RenderSighting.Unheard ? new RenderOutcome.Failed(why, false) : follow(sighting);
    }

    /** Asked only where it matters, so that other histories need no marker. */
    private boolean mayArriveYet(RenderSighting sighting) {
        return sighting instanceof RenderSighting.Unheard
                && submissionInDoubt
                && Workflow.getVersion(LATE_SUBMISSION, Workflow.DEFAULT_VERSION, 1) == 1;
    }

    private RenderOutcome tooSlow() {
        Optional<RenderSighting> last = stopAtBackend();
        if (last.isEmpty()) {
            return stillRunning();
        }
        return last.get() instanceof RenderSighting.Cancelled
                ? new RenderOutcome.Failed(
                        new Failure(
                                FailureType.RENDER_FAILED,
                                "The render made no progress for "
                                        + 2 * input.deadline().toMinutes()
                                        + " minutes; it was cancelled at the backend."),
                        true)
                // It ended by itself just then: what is finished is not thrown away.
                : settle(last.get());
    }

    /** Cancelled from outside: the backend is told, and asked what became of it. */
    private RenderOutcome stop() {
        RenderOutcome[] end = new RenderOutcome[1];
        Workflow.newDetachedCancellationScope(() -> {
                    enter(RenderPhase.CANCELLING);
                    Optional<RenderSighting> last = stopAtBackend();
                    if (last.isPresent() && mayArriveYet(last.get())) {
                        last = lookForLost() instanceof RenderSighting.Unheard ? last : stopAtBackend();
                    }
                    end[0] = last.isPresent() ? new RenderOutcome.Cancelled() : stillRunning();
                })
                .run();
        return end[0];
    }

    private RenderOutcome stillRunning() {
        return new RenderOutcome.Unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "The backend was asked to cancel " + input.renderId() + ", and it could not be seen to stop."));
    }

    /** Asks the backend to stop, and follows the render to its end: what was seen last, or nothing where it can't be seen. */
    private Optional<RenderSighting> stopAtBackend() {
        try {
            RenderActivities cancelling = activities(ActivityTerms.shortCall("cancel " + input.renderId()));
            RenderSighting sighting = backend.call(account -> cancelling.cancelRender(call(account)));
            if (sighting instanceof RenderSighting.Running) {
                RenderActivities waiting = activities(
                        ActivityTerms.poll("see " + input.renderId() + " stop", input.pollInterval(), STOPPING));
                sighting = backend.call(account -> waiting.pollRender(call(account)));
            }
            return sighting instanceof RenderSighting.Running ? Optional.empty() : Optional.of(sighting);
        } catch (ActivityFailure | ApplicationFailure failure) {
            rethrowCancellation(failure);
            return Optional.empty();
        }
    }

    private RenderSighting look() {
        RenderActivities looking = activities(ActivityTerms.shortCall("look at " + input.renderId()));
        return backend.call(account -> looking.lookAtRender(call(account)));
    }

    private void report(RenderOutcome end) {
        // Detached: a cancelled render reports too.
        Workflow.newDetachedCancellationScope(() -> {
                    try {
                        Workflow.newExternalWorkflowStub(RenderListener.class, input.reportTo())
                                .renderEnded(new RenderEnded(input.renderId(), input.exportTurn(), end));
                    } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
                        Workflow.getLogger(RenderWorkflowImpl.class)
                                .info("{} has ended before its render {}", input.reportTo(), input.renderId());
                    }
                })
                .run();
    }

    @Override
    public void cancel() {
        if (phase != RenderPhase.DELIVERING && phase != RenderPhase.ENDED) {
            work.cancel("asked to stop");
        }
    }

    @Override
    public void tokenSettled(TokenSettled answer) {
        backend.settled(answer);
    }

    @Override
    public RenderView view() {
        return new RenderView(input.renderId(), phase, outcome);
    }

    private void enter(RenderPhase next) {
        phase = next;
        Workflow.setCurrentDetails(RenderStory.tell(input, next, outcome));
    }

    private RenderCall call(AccountLease account) {
        return new RenderCall(account, input.renderId(), input.pollInterval());
    }

    private static RenderActivities activities(io.temporal.activity.ActivityOptions terms) {
        return Workflow.newActivityStub(RenderActivities.class, terms);
    }

    private static Failure meaning(Exception failure) {
        Function<Exception, Failure> otherwise = e -> new Failure(FailureType.INTERNAL, String.valueOf(e.getMessage()));
        if (failure instanceof ActivityFailure activity) {
            return activity.getCause() instanceof TimeoutFailure
                    ? new Failure(
                            FailureType.BACKEND_TROUBLE, Failures.of(activity).message())
                    : Failures.of(activity);
        }
        return failure instanceof ApplicationFailure application ? Failures.of(application) : otherwise.apply(failure);
    }

    private static void rethrowCancellation(RuntimeException failure) {
        if (failure instanceof ActivityFailure activity && Failures.isCancelled(activity)) {
            throw failure;
        }
    }
}
