package io.longtake.workflows.session;

import io.longtake.workflows.Limits;
import io.longtake.workflows.account.CredentialedCalls;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The state shared by the parts of one run of a session: its input, the session's state, and the current step. */
final class SessionRun {
    private final SessionSpec spec;
    private final boolean listed;
    private final CredentialedCalls account;
    private final TurnReports reports = new TurnReports();
    private SessionState state;
    private String doing = "";
    private Optional<String> connectionFailure = Optional.empty();
    /** How often the visible state has changed in this run. */
    private int changes;

    /** Set when this run ends or hands over to the next; the lanes then stop at a point where nothing is lost. */
    private boolean handingOver;

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
        TurnQueue before = state.queue();
        state = transition.apply(state);
        changes++;
        reports.changed(before, state.queue());
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

    boolean handingOver() {
        return handingOver;
    }

    void prepareHandover() {
        handingOver = true;
    }

    /** Publishes the current step: in Temporal's web UI, in the view, and in the search attributes. */
    void tell(String now) {
        doing = now;
        changes++;
        if (listed) {
            SessionAttributes.write(
                    spec, SessionStatus.of(state.phase(), state.queue().turns()));
        }
        Workflow.setCurrentDetails(SessionDetails.tell(spec, state, doing));
    }

    /**
     * @param why why the last attempt to send the message did not reach the backend; empty if it did, or if the message
     *     is abandoned
     */
    void connectionFailure(Optional<String> why) {
        connectionFailure = why;
    }

    /** Publishes a change of the state that is not part of the current step. */
    void publishAgain() {
        tell(doing);
    }

    /** The argument of the next run. */
    SessionInput handover() {
        return new SessionInput(spec, Optional.of(state.withBackend(b -> b.usingToken(account.generation()))), listed);
    }

    SessionView view() {
        return SessionView.of(spec, state, doing);
    }

    SessionProgress progress() {
        return SessionProgress.of(state, Workflow.getInfo().getRunId() + "/" + changes, doing, connectionFailure);
    }
}
