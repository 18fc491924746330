package io.longtake.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.watch.Arrivals.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    private List<String> at(double seconds, Map<String, Seen> listing) {
        return arrivals.complete(
                listing, Duration.ofMillis((long) (1000 * seconds)).toNanos());
    }

    private static Map<String, Seen> photo(long bytes, long modifiedMs) {
        return Map.of("photo.jpg", new Seen(bytes, modifiedMs));
    }

    @Test
    void aFileIsCompleteWhenItsSizeAndTimeStoodStillForFiveSeconds() {
        assertThat(at(0, photo(10, 1))).isEmpty();
        assertThat(at(4.9, photo(10, 1))).isEmpty();
        assertThat(at(5, photo(10, 1))).containsExactly("photo.jpg");
    }

    @Test
    void aFileThatIsCopiedSlowlyIsCompleteFiveSecondsAfterItsEnd() {
        for (int second = 0; second <= 20; second += 4) {
            assertThat(at(second, photo(10 + second, 1))).isEmpty();
        }
        assertThat(at(24, photo(30, 1))).isEmpty();
        assertThat(at(25, photo(30, 1))).containsExactly("photo.jpg");
    }

    @Test
    void aChangeOfTheTimeAloneCountsToo() {
        at(0, photo(10, 1));
        assertThat(at(4, photo(10, 2))).isEmpty();
        assertThat(at(8, photo(10, 2))).isEmpty();
        assertThat(at(9, photo(10, 2))).containsExactly("photo.jpg");
    }

    @Test
    void aFileIsNamedOnceAndAgainAfterAChange() {
        at(0, photo(10, 1));
        at(5, photo(10, 1));
        assertThat(at(60, photo(10, 1))).isEmpty();
        assertThat(at(61, photo(11, 2))).isEmpty();
        assertThat(at(66, photo(11, 2))).containsExactly("photo.jpg");
    }

    @Test
    void anEmptyFileIsNotComplete() {
        at(0, photo(0, 1));
        assertThat(at(60, photo(0, 1))).isEmpty();
    }

    @Test
    void aFileThatWasRemovedAndReturnsIsNamedAgain() {
        at(0, photo(10, 1));
        at(5, photo(10, 1));
        at(6, Map.of());
        at(7, photo(10, 1));
        assertThat(at(12, photo(10, 1))).containsExactly("photo.jpg");
    }

    @Test
    void aForgottenFileIsNamedAgainAndOthersAreNot() {
        var both = Map.of("photo.jpg", new Seen(10, 1), "other.jpg", new Seen(10, 1));
        at(0, both);
        assertThat(at(5, both)).containsExactly("other.jpg", "photo.jpg");

        arrivals.forget("photo.jpg");

        assertThat(at(6, both)).isEmpty();
        assertThat(at(11, both)).containsExactly("photo.jpg");
    }
}
