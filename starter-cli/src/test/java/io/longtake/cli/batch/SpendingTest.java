package io.longtake.cli.batch;

import static io.longtake.cli.session.SessionViews.costing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private final Spending spending = new Spending(Optional.of(70.0));

    @Test
    void theRowThatWouldExceedTheLimitIsHeldBack() {
        assertThat(spending.limitReason(Set.of())).isEmpty();
        spending.record(1, costing(30));
        assertThat(spending.limitReason(Set.of())).isEmpty();
        spending.record(2, costing(30));

        assertThat(spending.limitReason(Set.of()).orElseThrow()).contains("limit is 70", "60 are spent", "up to 30");
        assertThat(spending.left()).contains(10.0);
    }

    @Test
    void rowsInProgressAreAssumedToCostAsMuchAsTheMostExpensive() {
        spending.record(1, costing(30));

        assertThat(spending.limitReason(Set.of(2))).isPresent();
    }

    @Test
    void whileTheCostOfARowIsUnknownRowsRunOneAtATime() {
        assertThat(spending.isProbingPrice()).isTrue();
        spending.record(1, costing(0));
        assertThat(spending.isProbingPrice()).as("zero is a known cost too").isFalse();
        assertThat(new Spending(Optional.empty()).isProbingPrice()).isFalse();
    }

    @Test
    void withoutALimitNothingIsHeldBack() {
        Spending free = new Spending(Optional.empty());
        free.record(1, costing(1_000));

        assertThat(free.limitReason(Set.of(2, 3))).isEmpty();
        assertThat(free.left()).isEmpty();
    }

    @Test
    void aNewPeriodStartsWithoutWhatWasSpentBefore() {
        Spending daily = new Spending(Optional.of(70.0), 50);
        daily.record(1, costing(15));
        assertThat(daily.spent()).isEqualTo(65);
        assertThat(daily.limitReason(Set.of()).orElseThrow()).contains("65 are spent");

        daily.startOver();

        assertThat(daily.spent()).isZero();
        assertThat(daily.limitReason(Set.of())).isEmpty();
    }
}
