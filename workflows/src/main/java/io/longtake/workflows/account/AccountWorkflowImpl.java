package io.longtake.workflows.account;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.Drain;
import io.longtake.workflows.Limits;
import io.longtake.workflows.Timers;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link AccountWorkflow}. Only the main method requests tokens, so there is at most one request at a time. */
public final class AccountWorkflowImpl implements AccountWorkflow {
    private final AccountInput input;
    private final Drain drain = new Drain();
    private final List<TokenRefused> reports = new ArrayList<>();
    /** The user's own token, under its latest seal. */
    private Optional<SealedToken> given;

    private Optional<String> oldKey = Optional.empty();
    private AccountState state;
    /** A caller waits for a token that does not exist yet. */
    private boolean wanted;

    @WorkflowInit
    public AccountWorkflowImpl(AccountInput input) {
        this.input = input;
        this.given = input.given();
        this.state = input.carried().orElseGet(() -> input.given()
                .map(token ->
                        AccountState.empty().renewed(new TokenLease(1, token, Optional.empty(), Optional.empty())))
                .orElseGet(AccountState::empty));
    }

    @Override
    public void run(AccountInput sameAsInConstructor) {
        publishDetails();
        while (true) {
            // The last handlers may still request a token: this loop serves them before the run ends.
            Workflow.await(() -> wanted
                    || !reports.isEmpty()
                    || oldKey.isPresent()
                    || (Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished()));
            if (!reports.isEmpty()) {
                settleReports();
            } else if (wanted) {
                restoreAfterHandover();
                obtain();
                wanted = false;
            } else if (oldKey.isPresent()) {
                reseal(oldKey.get());
                oldKey = Optional.empty();
            } else if (drain.passes()) {
                break;
            }
            publishDetails();
        }
        Workflow.newContinueAsNewStub(AccountWorkflow.class)
                .run(new AccountInput(input.accountId(), input.origin(), input.clientId(), given, Optional.of(state)));
    }

    /**
     * Concurrent refusals of the same token cause one renewal, and each reporter gets its answer. Reports that arrive
     * while these are answered are handled afterwards: they may concern the token that was just handed out.
     */
    private void settleReports() {
        List<TokenRefused> batch = List.copyOf(reports);
        reports.clear();
        for (TokenRefused report : batch) {
            state = state.refused(report.generation());
        }
        if (!usable()) {
            obtain();
        }
        TokenSettled answer = new TokenSettled(state.generation(), usable() ? Optional.empty() : state.failure());
        for (TokenRefused report : batch) {
            answer(report.reporterWorkflowId(), answer);
        }
    }

    private static void answer(String reporterWorkflowId, TokenSettled answer) {
        try {
            Workflow.newExternalWorkflowStub(TokenHolder.class, reporterWorkflowId)
                    .tokenSettled(answer);
        } catch (SignalExternalWorkflowException | ApplicationFailure ended) {
            // The reporter has ended; no workflow waits for this answer.
            Workflow.getLogger(AccountWorkflowImpl.class).debug("a reporter of a refused token has ended", ended);
        }
    }

    /**
     * A refusal of the user's own token may have been a mistake: when the user provides the same token again, it is
     * tried again.
     */
    private void restoreAfterHandover() {
        given.ifPresent(token -> state =
                state.renewed(new TokenLease(state.generation() + 1, token, Optional.empty(), Optional.empty())));
    }

    private void obtain() {
        if (usable()) {
            return;
        }
        if (input.given().isPresent()) {
            state = state.failed(
                    new Failure(
                            FailureType.TOKEN_UNAVAILABLE,
                            "The backend refused the token in NEMO_TOKEN. Set a valid token, or unset it to use an anonymous one."));
            return;
        }
        try {
            state = state.renewed(ask());
        } catch (ActivityFailure failure) {
            state = state.failed(meaning(failure));
        }
    }

    /** Requests an anonymous token; retries once after a 429. */
    private TokenLease ask() {
        AccountActivities activities = Workflow.newActivityStub(
                AccountActivities.class,
                ActivityTerms.interactiveCall("get an anonymous token from " + input.origin()));
        ObtainToken request =
                new ObtainToken(input.accountId(), input.origin(), input.clientId(), state.generation() + 1);
        try {
            return activities.obtainToken(request);
        } catch (ActivityFailure failure) {
            Duration wait = Failures.detail(failure, Duration.class).orElse(Limits.RATE_LIMIT_DELAY);
            if (Failures.of(failure).type() != FailureType.RATE_LIMITED || wait.compareTo(Limits.MAX_TOKEN_WAIT) > 0) {
                throw failure;
            }
            Timers.sleep(wait, "wait until the backend issues tokens again");
            return activities.obtainToken(request);
        }
    }

    private static Failure meaning(ActivityFailure failure) {
        Failure why = Failures.of(failure);
        return why.type() == FailureType.RATE_LIMITED
                ? new Failure(
                        FailureType.RATE_LIMITED,
                        "The backend issues no anonymous token now. The limit is one per client in seven days and about"
                                + " ten per network address; another installation here may have used it. Nothing was"
                                + " lost. Try again later, or set NEMO_TOKEN to your own token.")
                : why;
    }

    private void reseal(String keyId) {
        try {
            Optional<SealedToken> held = state.lease().map(TokenLease::token);
            if (held.filter(token -> token.keyId().equals(keyId)).isPresent()) {
                state = state.resealed(resealed(held.get()));
            }
            if (given.filter(token -> token.keyId().equals(keyId)).isPresent()) {
                given = Optional.of(
                        given.equals(held) ? state.lease().orElseThrow().token() : resealed(given.get()));
            }
        } catch (ActivityFailure failure) {
            // The old key still opens the token; the next use reports the old key again.
            Workflow.getLogger(AccountWorkflowImpl.class).warn("a token could not be encrypted again", failure);
        }
    }

    private SealedToken resealed(SealedToken token) {
        return Workflow.newActivityStub(
                        SealActivities.class, ActivityTerms.interactiveCall("encrypt the token with the current key"))
                .resealToken(new ResealToken(input.accountId(), input.origin(), token));
    }

    @Override
    public AccountView ready() {
        drain.arrived();
        return renewed();
    }

    private AccountView renewed() {
        if (!usable()) {
            wanted = true;
            Workflow.await(() -> !wanted);
        }
        return view();
    }

    @Override
    public Credits credits() {
        drain.arrived();
        AccountActivities activities =
                Workflow.newActivityStub(AccountActivities.class, ActivityTerms.interactiveCall("read the balance"));
        for (int attempts = 0; ; attempts++) {
            try {
                return activities.readCredits(new AccountLease(input.accountId(), input.origin(), state.generation()));
            } catch (ActivityFailure failure) {
                Failure why = Failures.of(failure);
                if (why.type() != FailureType.TOKEN_REFUSED || attempts > 0) {
                    throw Failures.refusal(why);
                }
                state = state.refused(Failures.detail(failure, Integer.class).orElse(state.generation()));
                if (!renewed().ready()) {
                    throw Failures.refusal(state.failure().orElse(why));
                }
            }
        }
    }

    @Override
    public void tokenRefused(TokenRefused report) {
        drain.arrived();
        reports.add(report);
    }

    @Override
    public void sealedWithOldKey(String keyId) {
        drain.arrived();
        oldKey = Optional.of(keyId);
    }

    @Override
    public Optional<TokenLease> lease() {
        return state.lease();
    }

    @Override
    public AccountView view() {
        return new AccountView(
                input.origin(),
                input.clientId(),
                input.given().isPresent(),
                state.generation(),
                state.lease().isPresent(),
                state.lease().flatMap(TokenLease::expiresAt),
                state.lease().flatMap(TokenLease::userId),
                state.failure());
    }

    private boolean usable() {
        return state.usableAt(Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    }

    private void publishDetails() {
        String credential = input.given().isPresent() ? "the user's own token" : "an anonymous token";
        Workflow.setCurrentDetails("Account at **" + input.origin() + "** with " + credential + ", generation "
                + state.generation()
                + state.lease()
                        .flatMap(TokenLease::expiresAt)
                        .map(end -> ", valid until " + end)
                        .orElse("")
                + state.failure().map(t -> "\n\nProblem: " + t.message()).orElse(""));
    }
}
