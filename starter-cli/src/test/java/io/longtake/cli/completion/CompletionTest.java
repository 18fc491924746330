package io.longtake.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in a real bash. */
class CompletionTest {
    @TempDir
    Path folder;

    private Path script = Path.of("");

    @BeforeEach
    void homeWithTwoSessions() throws IOException {
        var views = Files.createDirectories(folder.resolve(".local/state/longtake/views"));
        Files.writeString(
                views.resolve("garden.json"),
                "{\"view\":{\"renders\":[{\"renderId\":\"render_1\",\"x\":1},{\"renderId\":\"render_2\"}]}}");
        Files.writeString(views.resolve("trip-2.json"), "{}");
        Files.writeString(views.resolve("trip-2.changing"), "");
        Files.writeString(views.resolve("lock"), "");
        script = Files.writeString(
                folder.resolve("completion"),
                CommandRun.in(folder, "completion").out());
    }

    @Test
    void namesOfSessionsAreCompletedWhereACommandExpectsOne() throws Exception {
        assertThat(completed("longtake", "edit", ""))
                .contains("garden", "trip-2")
                .hasSize(2);
        assertThat(completed("longtake", "show", "tr")).containsExactly("trip-2");
        assertThat(completed("longtake", "export", "--output", "a.mp4", "g")).containsExactly("garden");
        assertThat(completed("longtake", "--backend", "studio", "wait", "g")).containsExactly("garden");
        assertThat(completed("longtake", "make", "a.jpg", "-s", "")).contains("garden", "trip-2");
        assertThat(completed("longtake", "make", "a.jpg", "--session", "=", "g"))
                .containsExactly("garden");
    }

    @Test
    void idsOfRendersAreCompletedForTheNamedSession() throws Exception {
        assertThat(completed("longtake", "export", "garden", "--render", "")).containsExactly("render_1", "render_2");
        assertThat(completed("longtake", "export", "trip-2", "--render", "")).doesNotContain("render_1");
    }

    @Test
    void commandsAndOptionsAreStillCompleted() throws Exception {
        assertThat(completed("longtake", "exp")).containsExactly("export");
        assertThat(completed("longtake", "edit", "--de")).containsExactly("--detach");
        assertThat(completed("longtake", "edit", "garden", "")).doesNotContain("garden");
        assertThat(completed("longtake", "new", "")).doesNotContain("garden");
        assertThat(completed("longtake", "make", "--prompt", "g")).doesNotContain("garden");
    }

    @Test
    void theHomeIsTheOneOfTheCommandLine() throws Exception {
        var other = Files.createDirectories(folder.resolve("other home/views"));
        Files.writeString(other.resolve("elsewhere.json"), "{}");
        assertThat(completed("longtake", "--home", other.getParent().toString(), "edit", ""))
                .containsExactly("elsewhere");
        assertThat(completed("longtake", "--home", "=", other.getParent().toString(), "edit", ""))
                .containsExactly("elsewhere");
        assertThat(completed("longtake", "--home", folder + "/none", "edit", ""))
                .doesNotContain("garden");
    }

    @Test
    void fishHasAScriptOfItsOwn() {
        var fish = CommandRun.in(folder, "completion", "fish").out();
        assertThat(fish)
                .contains(
                        "complete -c longtake -n __fish_use_subcommand -f -a edit -d 'Edit a session\\'s film with a prompt.'")
                .contains("complete -c longtake -n '__fish_seen_subcommand_from make' -s p -l prompt -r")
                .contains(
                        "'__fish_seen_subcommand_from edit; and __longtake_names_session' -f -a '(__longtake_sessions)'");
        assertThat(CommandRun.in(folder, "completion", "tcsh").exit()).isEqualTo(2);
    }

    @Test
    void aHomeOfASettingsFileIsWrittenIntoTheScript() throws Exception {
        var home = folder.resolve("it's $(touch ran) films");
        Files.writeString(Files.createDirectories(home.resolve("views")).resolve("elsewhere.json"), "{}");
        var settings = Files.createDirectories(folder.resolve(".config/longtake"));
        Files.writeString(settings.resolve("longtake.toml"), "home = \"" + home + "\"\n");
        Files.writeString(script, CommandRun.in(folder, "completion").out());
        assertThat(completed("longtake", "edit", "")).containsExactly("elsewhere");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(CommandRun.in(folder, "completion", "fish").out())
                .contains("set home '" + home.toString().replace("'", "\\'") + "'");
    }

    @Test
    void namesInTheFilesOfAHomeAreNotRunAsCommands() throws Exception {
        var views = folder.resolve(".local/state/longtake/views");
        for (var name : List.of("$(touch${IFS}ran)", "`touch${IFS}ran`", "a\n$(touch${IFS}ran)", "-garden")) {
            Files.writeString(views.resolve(name + ".json"), "{}");
        }
        Files.writeString(
                views.resolve("trip-2.json"), "[{\"renderId\":\"$(touch${IFS}ran)\"},{\"renderId\":\"render_3\"}]");
        assertThat(completed("longtake", "edit", "")).containsExactlyInAnyOrder("garden", "trip-2");
        assertThat(completed("longtake", "export", "trip-2", "--render", "")).containsExactly("render_3");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(CommandRun.in(folder, "completion", "fish").out())
                .contains("'^([A-Za-z0-9][A-Za-z0-9._-]*)\\.json$'", "'\"renderId\":\"[A-Za-z0-9._-]*\"'");
    }

    /** What Tab offers for the last word. */
    private List<String> completed(String... words) throws IOException, InterruptedException {
        var run = new ProcessBuilder(
                "bash",
                "--norc",
                "-c",
                "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE};"
                        + " _longtake_complete longtake \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\";"
                        + " printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                script.toString());
        run.command().addAll(List.of(words));
        run.environment().clear();
        run.environment().putAll(Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin"));
        // Outside of a completion, bash complains about compopt, which picocli calls.
        var process = run.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    }
}
