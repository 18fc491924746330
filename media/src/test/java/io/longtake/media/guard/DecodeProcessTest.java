package io.longtake.media.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests with children that answer as no real child does; a shell simulates them. */
class DecodeProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static DecodeProcess child(String script) throws IOException {
        return DecodeProcess.of(new ProcessBuilder("sh", "-c", script).start());
    }

    @Test
    void anAnswerWithAnotherNumberIsIgnored() throws Exception {
        try (var child = child("echo ready; read task; echo '7 done made-up'; echo '1 done mine';"
                + " read task; echo \"2 done $task\"; read end")) {
            assertThat(child.ask("probe a", LONG)).contains("done mine");
            assertThat(child.ask("probe b", LONG)).contains("done 2 probe b");
        }
    }

    @Test
    void aLateAnswerIsNotUsedForTheNextFile() throws Exception {
        try (var child = child("echo ready; read task; read task; echo '1 done late'; read end")) {
            assertThat(child.ask("probe a", Duration.ofMillis(200))).isEmpty();
            assertThat(child.ask("probe b", Duration.ofSeconds(2))).isEmpty();
        }
    }

    @Test
    void aChildWithAnEndlessAnswerIsKilled() throws Exception {
        try (var child = child("echo ready; read task; while :; do echo '9 done made-up'; done")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            child.ask("probe a", LONG);
                        }
                    })
                    .isInstanceOf(DecodeProcess.Ended.class);
        }
    }

    @Test
    void aChildThatExitsInsteadOfAnsweringIsReported() throws Exception {
        try (var child = child("echo ready; read task; echo '9 done made-up'; exit 6")) {
            assertThatThrownBy(() -> child.ask("probe a", LONG)).isInstanceOf(DecodeProcess.Ended.class);
        }
    }

    private static DecodeGuard guard(Path starts, String script) {
        return new DecodeGuard(LONG, () -> child("echo s >> '" + starts + "'; echo ready; read task; " + script));
    }

    @Test
    void aFileIsRetriedWhenItsChildWasKilledFromOutside(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("photo.jpg"));
        Path starts = folder.resolve("starts");
        String killedOnce =
                "[ $(wc -l < '" + starts + "') = 1 ] && kill -9 $$; echo '1 refused UNSUPPORTED bm8='; read end";
        try (DecodeGuard guard = guard(starts, killedOnce)) {
            assertThatThrownBy(() -> guard.probe(file))
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
        }
        assertThat(starts).content().isEqualTo("s\ns\n");
    }

    @ParameterizedTest
    @CsvSource({"KILL, 9", "TERM, 15"})
    void aChildThatIsAlwaysKilledFromOutsideDoesNotCondemnTheFile(String signal, int number, @TempDir Path folder)
            throws Exception {
        Path file = Files.createFile(folder.resolve("photo.jpg"));
        Path starts = folder.resolve("starts");
        try (DecodeGuard guard = guard(starts, "kill -" + signal + " $$; read end")) {
            assertThatThrownBy(() -> guard.probe(file))
                    .isNotInstanceOf(MediaException.class)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the process that decodes files was killed by signal " + number
                            + ", perhaps because the machine is short of memory");
        }
        assertThat(starts).content().isEqualTo("s\ns\ns\n");
    }

    @Test
    void aFileThatCrashesTheChildIsDamaged(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("photo.jpg"));
        Path starts = folder.resolve("starts");
        try (DecodeGuard guard = guard(starts, "kill -SEGV $$; read end")) {
            assertThatThrownBy(() -> guard.probe(file))
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
        assertThat(starts).content().isEqualTo("s\n");
    }
}
