package io.longtake.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static String sentence(IOException why) {
        var failure = Failures.translate(new UncheckedIOException(why));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        return failure.sentence();
    }

    @Test
    void aFullDiskNeedsFreeSpace() {
        assertThat(sentence(new IOException("No space left on device"))).endsWith("when there is free space.");
        assertThat(sentence(new IOException("Disk quota exceeded"))).endsWith("when there is free space.");
    }

    @Test
    void otherExhaustedResourcesDoNotNeedFreeSpace() {
        assertThat(sentence(new FileNotFoundException("/x (Too many open files)")))
                .endsWith("again later.");
        assertThat(sentence(new IOException("Cannot allocate memory"))).endsWith("again later.");
    }
}
