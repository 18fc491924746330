package io.longtake.activities.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransferRateTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TransferRate rate = new TransferRate(nanos::get);

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void isTheMeanOfTheLastTenSeconds() {
        for (int second = 0; second < 60; second++) {
            pass(1000);
            rate.arrived(second < 30 ? 5_000_000 : 1_000_000);
        }

        assertThat(rate.bytesPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void fallsToZeroWhileNothingArrives() {
        pass(1000);
        rate.arrived(5_000_000);
        assertThat(rate.bytesPerSecond()).isEqualTo(5_000_000);

        pass(60_000);

        assertThat(rate.bytesPerSecond()).isZero();
    }
}
