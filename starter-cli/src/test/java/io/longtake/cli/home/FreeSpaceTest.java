package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    private static final Path HOME = Path.of("/home/someone/longtake");

    private final FreeSpace space = new FreeSpace();

    @Test
    void aFullDiskIsReportedOnce() {
        assertThat(space.warning(HOME, 3_000_000))
                .hasValueSatisfying(
                        words -> assertThat(words).contains(HOME.toString()).contains("only 3 MB left"));
        assertThat(space.warning(HOME, 2_000_000)).isEmpty();
    }

    @Test
    void aDiskThatFillsUpAgainIsReportedAgain() {
        space.warning(HOME, 0);

        assertThat(space.warning(HOME, 80_000_000)).isEmpty();
        assertThat(space.warning(HOME, 0)).isPresent();
    }

    @Test
    void enoughSpaceIsNotReported() {
        assertThat(space.warning(HOME, 80_000_000)).isEmpty();
    }
}
