package io.longtake.workflows.session;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/**
 * Measures the cost of edits from the account's balance before and after each, and holds back edits that could exceed
 * the user's limit. The balance belongs to the account, so concurrent spending of other sessions is included: a limit
 * stops too early rather than too late.
 */
final class Metering {
    private final SessionRun run;
    private Optional<Credits> before = Optional.empty();

    Metering(SessionRun run) {
        this.run = run;
    }

    /** Reads the balance before an edit; returns the turn's end if the edit must not start. */
    Optional<TurnEnd> begin(Turn.EditTurn turn) {
        before = turn.maxCredits().isPresent() ? Optional.of(balanceForLimit()) : balanceIfMetered();
        return turn.maxCredits().flatMap(limit -> limitReason(turn, limit, before.orElseThrow()));
    }

    /** Reads the balance after the edit; if it can't be read, the cost remains unknown and nothing changes. */
    void end(Turn turn) {
        Optional<Credits> first = before;
        before = Optional.empty();
        if (first.isEmpty()) {
            return;
        }
        // Detached: a cancellation of the edit at this point must not discard its outcome.
        Workflow.newDetachedCancellationScope(() -> balance()
                        .ifPresent(now -> run.queue(q ->
                                q.cost(turn.number(), Math.max(0, first.get().available() - now.available())))))
                .run();
    }

    /** The current balance for display; empty if it can't be read. */
    Optional<Credits> balance() {
        try {
            return Optional.of(
                    reading().readCredits(run.spec().lease(run.account().generation())));
        } catch (ActivityFailure failure) {
            Failures.rethrowCancellation(failure);
            return Optional.empty();
        }
    }

    private Optional<Credits> balanceIfMetered() {
        return run.spec().metered() ? balance() : Optional.empty();
    }

    private Credits balanceForLimit() {
        try {
            return run.account().call(account -> reading().readCredits(account));
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            throw unreadable(Failures.of(failure));
        }
    }

    private static ApplicationFailure unreadable(Failure why) {
        return Failures.refusal(
                why.type(),
                "Nothing was sent: the credit limit can't be enforced without the balance. " + why.message());
    }

    private Optional<TurnEnd> limitReason(Turn turn, double limit, Credits balance) {
        double spent = run.state().spentBy(turn.group());
        double mostExpensive = run.state().mostExpensiveEdit();
        if (spent < limit && spent + mostExpensive <= limit) {
            return heldByBalance(mostExpensive, balance);
        }
        return Optional.of(TurnEnd.held(new Failure(
                FailureType.BUDGET_REACHED,
                "Not sent: the limit is " + Credits.plain(limit) + " credits, of which " + Credits.plain(spent)
                        + " have been spent"
                        + (mostExpensive > 0
                                ? ", and an edit of this session has cost up to " + Credits.plain(mostExpensive)
                                : "")
                        + ". The account has "
                        + Credits.plain(balance.available())
                        + " left. To continue, set a higher --max-credits.")));
    }

    /** A user who limits credits does not want an edit that runs out of credits half-way. */
    private static Optional<TurnEnd> heldByBalance(double mostExpensive, Credits balance) {
        if (balance.available() >= mostExpensive) {
            return Optional.empty();
        }
        return Optional.of(TurnEnd.held(new Failure(
                FailureType.BUDGET_REACHED,
                "Not sent: an edit of this session has cost up to " + Credits.plain(mostExpensive)
                        + " credits, and the account has "
                        + Credits.plain(balance.available())
                        + " left. To send it anyway, omit --max-credits.")));
    }

    private static AccountActivities reading() {
        return Workflow.newActivityStub(AccountActivities.class, ActivityTerms.interactiveCall("read the balance"));
    }
}
