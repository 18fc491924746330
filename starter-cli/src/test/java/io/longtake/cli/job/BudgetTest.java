package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.session.SessionViews;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the notice about a credit limit that is printed before any credits are spent. */
class BudgetTest {
    @Test
    void whileTheCostIsUnknownANoticeSaysThatTheFirstEditIsSentAnyway() {
        assertThat(Budget.warning(Optional.of(5.0), SessionViews.costing(30), 1).orElseThrow())
                .contains("unknown", "the limit of 5 credits", "no other edit is sent");
    }

    @Test
    void anEarlierEditMakesTheCostKnown() {
        assertThat(Budget.warning(Optional.of(5.0), SessionViews.costing(0), 2)).isEmpty();
    }

    @Test
    void withoutALimitOrWithALimitOfZeroThereIsNoNotice() {
        assertThat(Budget.warning(Optional.empty(), SessionViews.costing(30), 1))
                .isEmpty();
        assertThat(Budget.warning(Optional.of(0.0), SessionViews.costing(30), 1))
                .isEmpty();
    }
}
