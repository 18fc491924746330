package io.longtake.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be watched is refused before anything starts. */
class WatchCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("prompt.txt"), "a 4 second video");
        Files.createDirectory(folder.resolve("inbox"));
    }

    private CommandRun watch(String inbox, String... options) {
        List<String> all = new ArrayList<>(List.of("watch", inbox, "--prompt-file", "prompt.txt", "--output", "films"));
        all.addAll(List.of(options));
        return CommandRun.in(folder, all.toArray(String[]::new));
    }

    private void assertRefused(CommandRun run, int exit, String sentence) {
        assertThat(run.err()).contains(sentence);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(folder.resolve(".local/state/longtake/pids")).doesNotExist();
    }

    @Test
    void aMissingFolderIsNamed() {
        assertRefused(watch("outbox"), 3, "There is no folder " + folder.resolve("outbox") + " to watch.");
    }

    @Test
    void aFileIsNotAFolder() {
        assertRefused(watch("prompt.txt"), 2, "prompt.txt is a file. Specify a folder to watch.");
    }

    @Test
    void aBackendThatChargesNeedsALimit() {
        assertRefused(
                watch("inbox", "--backend", "https://films.example"),
                2,
                "Films at https://films.example cost credits, and this command makes them by itself. Specify"
                        + " --max-credits N");
    }

    @Test
    void tooManyLanesAreRefused() {
        assertRefused(watch("inbox", "--lanes", "17"), 2, "--lanes must be 1 to 16, not 17.");
    }

    @Test
    void thereIsNoDocument() {
        assertRefused(watch("inbox", "--json"), 2, "watch has no end and therefore no document for --json.");
    }
}
