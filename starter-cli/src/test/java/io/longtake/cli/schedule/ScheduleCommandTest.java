package io.longtake.cli.schedule;

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

/** A schedule that can't be created is refused before anything starts. */
class ScheduleCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("prompt.txt"), "a recap of this week");
        Files.createDirectory(folder.resolve("photos"));
    }

    private CommandRun create(String name, String photos, String... options) {
        List<String> all =
                new ArrayList<>(List.of("schedule", "create", name, "--cron", "0 9 * * MON", "--folder", photos));
        all.addAll(List.of("--prompt-file", "prompt.txt", "--output", "films"));
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
        assertRefused(create("recap", "missing"), 3, "There is no folder " + folder.resolve("missing") + ".");
    }

    @Test
    void aLongNameIsRefused() {
        assertRefused(create("x".repeat(41), "photos"), 2, "The name of a schedule can have up to 40 characters");
    }

    @Test
    void anUnknownTimeZoneIsNamed() {
        assertRefused(
                create("recap", "photos", "--time-zone", "Paris"),
                2,
                "There is no time zone 'Paris'. Use a name such as Europe/Paris or UTC.");
    }

    @Test
    void aBackendThatChargesNeedsALimit() {
        assertRefused(create("recap", "photos", "--backend", "https://films.example"), 2, "Specify --max-credits N");
    }
}
