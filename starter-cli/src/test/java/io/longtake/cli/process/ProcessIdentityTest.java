package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void thisProcessRuns() {
        assertThat(ProcessIdentity.of(ProcessHandle.current().pid())).isPresent();
    }

    @Test
    void aProcessWithAnotherStartTimeIsADifferentOne() {
        long pid = ProcessHandle.current().pid();
        assertThat(new ProcessIdentity(pid, "another boot/42").running()).isFalse();
    }

    @Test
    void aKilledProcessIsNotRunningEvenAsAZombie() throws IOException, InterruptedException {
        // A shell that never waits for its child leaves a zombie process.
        var shell = new ProcessBuilder("sh", "-c", "sh -c 'kill -9 $$' & echo $!; exec sleep 30").start();
        try (var out = shell.inputReader()) {
            long child = Long.parseLong(out.readLine());
            while (ProcessIdentity.of(child).isPresent()) {
                Thread.onSpinWait();
            }
            assertThat(ProcessIdentity.of(child)).isEmpty();
        } finally {
            shell.destroyForcibly().waitFor();
        }
    }
}
