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
 * What edits cost, by the account's balance before and after each, and where the person's limit holds one back. The balance
 * is the account's: what other sessions spend at the same moment counts in, so a limit stops too early rather than too late.
 */
final class Metering {
    private final SessionRun run;
    private Optional<Credits> before = Optional.empty();

    Metering(SessionRun run) {
        this.run = run;
    }

    /** Reads the balance before an edit; its end, when it must not begin. */
    Optional<TurnEnd> begin(Turn.EditTurn turn) {
        before = turn.maxCredits().isPresent() ? Optional.of(balanceForLimit()) : balanceIfMetered();
        return turn.maxCredits().flatMap(limit -> heldBack(turn, limit, before.orElseThrow()));
    }

    /** Reads it again after the edit; what can't be read stays unknown, and changes nothing. */
    void end(Turn turn) {
        Optional<Credits> first = before;
        before = Optional.empty();
        if (first.isEmpty()) {
            return;
        }
        // Detached: somebody who cancels the edit now must not take away the end it has.
        Workflow.newDetachedCancellationScope(() -> balance()
                        .ifPresent(now -> run.queue(q ->
                                q.cost(turn.number(), Math.max(0, first.get().available() - now.available())))))
                .run();
    }

    /** The balance now, for showing; empty where it can't be read. */
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
                "Nothing was sent: without the balance the limit on credits can't be kept. " + why.message());
    }

    private Optional<TurnEnd> heldBack(Turn turn, double limit, Credits balance) {
        double spent = run.state().spentBy(turn.group());
        double dearest = run.state().dearestEdit();
        if (spent < limit && spent + dearest <= limit) {
            return heldByBalance(dearest, balance);
        }
        return Optional.of(TurnEnd.held(new Failure(
                FailureType.BUDGET_REACHED,
                "Not sent: the limit is " + Credits.plain(limit) + " credits, " + Credits.plain(spent)
                        + " of them are spent"
                        + (dearest > 0 ? ", and an edit of this session has cost up to " + Credits.plain(dearest) : "")
                        + ". "
                        + Credits.plain(balance.available())
                        + " are left in the account; a higher --max-credits lets it go on.")));
    }

    /** Whoever counts credits isn't served by an edit that runs out of them half way. */
    private static Optional<TurnEnd> heldByBalance(double dearest, Credits balance) {
        if (balance.available() >= dearest) {
            return Optional.empty();
        }
        return Optional.of(TurnEnd.held(new Failure(
                FailureType.BUDGET_REACHED,
                "Not sent: an edit of this session has cost up to " + Credits.plain(dearest) + " credits, and "
                        + Credits.plain(balance.available())
                        + " are left in the account. Without --max-credits it is sent all the same.")));
    }

    private static AccountActivities reading() {
        return Workflow.newActivityStub(AccountActivities.class, ActivityTerms.impatientCall("read the balance"));
    }
}
