package io.longtake.workflows.render;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.Limits;
import io.longtake.workflows.Timers;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.CredentialedCalls;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** The state shared by the parts of a render workflow: its input, its phase, and its calls to the backend. */
final class RenderRun {
    private final RenderInput input;
    private final CredentialedCalls account;
    private RenderPhase phase = RenderPhase.SUBMITTING;
    private Optional<RenderOutcome> outcome = Optional.empty();
    /** It was submitted, and the backend has not clearly refused it. */
    private boolean mayBeAtBackend;

    RenderRun(RenderInput input) {
        this.input = input;
        this.account = new CredentialedCalls(input.account(), input.rateLimitDelay(), Limits.RENDER_RATE_LIMIT_WAITS);
        // A workflow with an aim follows a render that an earlier workflow submitted.
        this.mayBeAtBackend = input.aim().isPresent();
    }

    RenderInput input() {
        return input;
    }

    CredentialedCalls account() {
        return account;
    }

    RenderPhase phase() {
        return phase;
    }

    boolean mayBeAtBackend() {
        return mayBeAtBackend;
    }

    void mayBeAtBackend(boolean may) {
        mayBeAtBackend = may;
    }

    RenderView view() {
        return new RenderView(input.renderId(), phase, outcome);
    }

    /** Shows the phase in Temporal's web UI and in the view. */
    void enter(RenderPhase next) {
        phase = next;
        Workflow.setCurrentDetails(RenderDetails.text(input, next, outcome));
    }

    void end(RenderOutcome how) {
        outcome = Optional.of(how);
        enter(RenderPhase.ENDED);
    }

    // ---- the backend ----

    RenderObservation submit() {
        return ask(
                ActivityTerms.shortCall("submit " + input.renderId()),
                (backend, lease) -> backend.submitRender(
                        new SubmitRender(lease, input.session(), input.renderId(), input.draft())));
    }

    RenderObservation queryRender() {
        return ask(
                ActivityTerms.shortCall("check " + input.renderId()),
                (backend, lease) -> backend.lookAtRender(call(lease)));
    }

    /** Polls until the render has ended, at most until the deadline. */
    RenderObservation poll(String summary, Duration deadline) {
        return ask(
                ActivityTerms.poll(summary, input.pollInterval(), deadline),
                (backend, lease) -> backend.pollRender(call(lease)));
    }

    RenderObservation cancel() {
        return ask(
                ActivityTerms.shortCall("cancel " + input.renderId()),
                (backend, lease) -> backend.cancelRender(call(lease)));
    }

    Video download() {
        return ask(
                ActivityTerms.transfer("download " + input.renderId()),
                (backend, lease) -> backend.downloadRender(new DownloadRender(lease, input.renderId())));
    }

    /**
     * Polls a render that may be at the backend until the backend clearly knows it, or until the time limit expires: an
     * accepted render may not be known everywhere at the backend yet, and its answers may be unclear for a while. The
     * limit is a time, not a number of polls; the last poll follows after that time.
     *
     * @return {@code Unheard} if the last answer is that the backend does not know it
     * @throws ActivityFailure if the last answer is unclear
     */
    RenderObservation queryUntilClear() {
        long end = Workflow.currentTimeMillis() + input.lostAfter().toMillis();
        Duration pause = Limits.shorter(input.pollInterval(), Limits.MAX_POLL_PAUSE);
        while (true) {
            try {
                RenderObservation observation = queryRender();
                if (observation.isClear() || Workflow.currentTimeMillis() >= end) {
                    return observation;
                }
            } catch (ActivityFailure | ApplicationFailure failure) {
                Failures.rethrowCancellation(failure);
                if (Workflow.currentTimeMillis() >= end) {
                    throw failure;
                }
                Workflow.getLogger(RenderRun.class).warn("no clear answer about a render", failure);
            }
            Timers.sleep(pause, "wait until the backend knows " + input.renderId());
            pause = Limits.shorter(pause.multipliedBy(2), Limits.MAX_POLL_PAUSE);
        }
    }

    private RenderCall call(AccountLease lease) {
        return new RenderCall(lease, input.renderId(), input.pollInterval());
    }

    private <T> T ask(ActivityOptions terms, BiFunction<RenderActivities, AccountLease, T> request) {
        RenderActivities backend = Workflow.newActivityStub(RenderActivities.class, terms);
        return account.call(lease -> request.apply(backend, lease));
    }
}
