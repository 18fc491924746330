package io.longtake.workflows.session;

import io.longtake.workflows.Limits;
import io.longtake.workflows.account.CredentialedCalls;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One run of a session, as its parts share it: what it was started with, what it knows, and what it is doing. */
final class SessionRun {
    private final SessionSpec spec;
    private final boolean listed;
    private final CredentialedCalls account;
    private SessionState state;
    private String doing = "";
    private Optional<String> unreached = Optional.empty();
    /** How often what is shown has changed in this run. */
    private int changes;

    /** Set when this run ends or hands over to the next; the lanes stop where nothing is lost. */
    private boolean leaving;

    SessionRun(SessionInput input) {
        this.spec = input.spec();
        this.listed = input.listed();
        this.state = input.carried().orElseGet(SessionState::fresh);
        this.account = new CredentialedCalls(
                spec.lease(state.backend().tokenGeneration()),
                spec.policy().rateLimitDelay(),
                Limits.SESSION_RATE_LIMIT_WAITS);
    }

    SessionSpec spec() {
        return spec;
    }

    CredentialedCalls account() {
        return account;
    }

    SessionState state() {
        return state;
    }

    TurnQueue queue() {
        return state.queue();
    }

    Renders renders() {
        return state.renders();
    }

    void update(UnaryOperator<SessionState> transition) {
        state = transition.apply(state);
        changes++;
    }

    void queue(UnaryOperator<TurnQueue> transition) {
        update(s -> s.withQueue(transition));
    }

    void renders(UnaryOperator<Renders> transition) {
        update(s -> s.withRenders(transition));
    }

    boolean isClosed() {
        return state.phase() == SessionPhase.CLOSED;
    }

    boolean leaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    /** Says what is being done now: in Temporal's web UI, in the view, and where lists show the session. */
    void tell(String now) {
        doing = now;
        changes++;
        if (listed) {
            SessionAttributes.write(
                    spec, SessionStatus.of(state.phase(), state.queue().turns()));
        }
        Workflow.setCurrentDetails(SessionDetails.tell(spec, state, doing));
    }

    /** @param why the message being sent did not reach the backend at its last try; empty once it did, or is given up */
    void unreached(Optional<String> why) {
        unreached = why;
    }

    /** The state has changed beside what is being done. */
    void tellAgain() {
        tell(doing);
    }

    /** What the next run is to be started with. */
    SessionInput handover() {
        return new SessionInput(spec, Optional.of(state.withBackend(b -> b.usingToken(account.generation()))), listed);
    }

    SessionView view() {
        return SessionView.of(spec, state, doing);
    }

    SessionProgress progress() {
        return SessionProgress.of(state, Workflow.getInfo().getRunId() + "/" + changes, doing, unreached);
    }
}
