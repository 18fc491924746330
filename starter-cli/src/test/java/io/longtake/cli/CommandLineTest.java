package io.longtake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void versionPrintsTheVersionOfTheBuild() {
        var run = CommandRun.in(folder, "--version");
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().findFirst().orElseThrow()).matches("longtake \\d+\\.\\d+\\.\\d+\\S*");
        assertThat(run.out())
                .containsPattern("(?m)^build +\\S+$")
                .containsPattern("(?m)^commit +\\S+$")
                .containsPattern("(?m)^temporal +[\\d.]+ \\(server [\\d.]+\\)$")
                .containsPattern("(?m)^studio +renderer \\d+, database \\d+$");
    }

    @Test
    void helpOfACommandIsTheSameInThreeWays() {
        var help = CommandRun.in(folder, "make", "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("-o, --output", "-p, --prompt", "-s, --session", "-r, --ratio");
        assertThat(CommandRun.in(folder, "help", "make").out()).isEqualTo(help.out());
        assertThat(CommandRun.in(folder, "help").out())
                .isEqualTo(CommandRun.in(folder, "--help").out());
        assertThat(CommandRun.in(folder, "help", "config", "set").out())
                .isEqualTo(CommandRun.in(folder, "config", "set", "--help").out());
    }

    @Test
    void helpOfAnUnknownCommandSuggestsNearOnes() {
        var run = CommandRun.in(folder, "help", "exprot");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'exprot'", "Did you mean export?");
    }

    @Test
    void withJsonHelpAndVersionAreDocuments() throws IOException {
        var help =
                JSON.readTree(CommandRun.in(folder, "make", "--help", "--json").out());
        assertThat(help.path("name").asText()).isEqualTo("longtake make");
        assertThat(help.path("options").findValuesAsText("value")).contains("OUT");
        assertThat(JSON.readTree(CommandRun.in(folder, "help", "make", "--json").out()))
                .isEqualTo(help);
        assertThat(JSON.readTree(CommandRun.in(folder, "--json", "--help").out())
                        .path("commands")
                        .size())
                .isGreaterThan(30);
        var version = JSON.readTree(CommandRun.in(folder, "--version", "--json").out());
        assertThat(version)
                .isEqualTo(
                        JSON.readTree(CommandRun.in(folder, "version", "--json").out()));
        assertThat(CommandRun.in(folder, "version").out())
                .isEqualTo(CommandRun.in(folder, "--version").out())
                .startsWith("longtake " + version.path("version").asText() + "\n")
                .contains(
                        version.path("commit").asText(),
                        version.path("temporalServer").asText());
    }

    @Test
    void thePromptComesFromOnePlace() throws IOException {
        Files.writeString(folder.resolve("empty.txt"), " \n");
        assertThat(CommandRun.in(folder, "edit", "trip", "--prompt-file", "empty.txt")
                        .err())
                .contains("The prompt is empty");
        assertThat(CommandRun.in(folder, "edit", "trip", "calm", "--prompt-file", "empty.txt")
                        .err())
                .contains("given twice");
        assertThat(CommandRun.in(folder, "edit", "trip", "--prompt-file", "absent.txt")
                        .exit())
                .isEqualTo(3);
        assertThat(CommandRun.in(folder, "edit", "trip").err()).contains("Specify the prompt");
        refused(3, "does not exist", "photo.jpg", "-o", "out.mp4", "--prompt-file", "absent.txt");
    }

    @Test
    void aPromptIsReadFromStandardInput() {
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("x".repeat(8_001).getBytes(StandardCharsets.UTF_8)));
            assertThat(CommandRun.in(folder, "edit", "trip", "-").err()).contains("8001 characters; the limit is 8000");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void yesAndDetachCanNotBeCombined() {
        assertThat(CommandRun.in(folder, "edit", "trip", "calm", "--yes", "--detach")
                        .err())
                .contains("--yes", "--detach");
    }

    @Test
    void noCommandIsAUsageErrorWithAnExample() {
        var run = CommandRun.in(folder);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("longtake make");
    }

    @Test
    void aMistypedOptionIsAUsageErrorAndStdoutStaysEmpty() {
        var run = CommandRun.in(folder, "ps", "--jsonn");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--jsonn");
    }

    @Test
    void aBuildIdWithoutADeploymentAndAnInvalidNameAreUsageErrors() {
        var worker = CommandRun.in(folder, "worker", "--build-id", "b1");
        assertThat(worker.exit()).isEqualTo(2);
        assertThat(worker.err()).contains("--deployment NAME");
        assertThat(CommandRun.in(folder, "worker", "--deployment", "a:b").err()).contains("'a:b'");
    }

    @Test
    void withJsonAFailureIsOneDocumentOnStdout() throws IOException {
        var run = CommandRun.in(folder, "config", "get", "no.such", "--json");
        assertThat(run.exit()).isEqualTo(2);
        var error = JSON.readTree(run.out()).path("error");
        assertThat(error.path("type").asText()).isEqualTo("Usage");
        assertThat(error.path("message").asText()).contains("no.such");
    }

    @Test
    void withJsonAnInvalidOptionIsADocumentWhereverTheFlagIs() throws IOException {
        for (var line : List.of(
                "make --max-credits abc x.jpg --output o.mp4 --json",
                "make --json --max-credits abc x.jpg --output o.mp4",
                "--json make --max-credits abc x.jpg --output o.mp4",
                "make --no-such x.jpg --json")) {
            var run = CommandRun.in(folder, line.split(" "));
            assertThat(run.exit()).as(line).isEqualTo(2);
            assertThat(JSON.readTree(run.out()).path("error").path("type").asText())
                    .as(line)
                    .isEqualTo("Usage");
        }
    }

    @Test
    void aValueOrAFileNamedJsonDoesNotEnableIt() {
        assertThat(CommandRun.in(folder, "make", "--max-credits", "abc", "--prompt", "--json", "x.jpg")
                        .out())
                .isEmpty();
        assertThat(CommandRun.in(folder, "make", "--max-credits", "abc", "--", "--json")
                        .out())
                .isEmpty();
    }

    @Test
    void psOfAFreshHomeIsAnEmptyList() throws IOException {
        var run = CommandRun.in(folder, "ps", "--json");
        assertThat(run.exit()).isZero();
        assertThat(JSON.readTree(run.out())).isEmpty();
    }

    @Test
    void downOfAFreshHomeReportsThatNothingWasRunning() {
        assertThat(CommandRun.in(folder, "down").out()).contains("Nothing was running");
    }

    @Test
    void theHomeIsInTheUsersStateFolderByDefault() {
        assertThat(CommandRun.in(folder, "config", "get", "home").out().strip())
                .isEqualTo(folder.resolve(".local/state/longtake").toString());
        assertThat(CommandRun.in(folder, Map.of("XDG_STATE_HOME", "/elsewhere"), "config", "get", "home")
                        .out()
                        .strip())
                .isEqualTo("/elsewhere/longtake");
        assertThat(CommandRun.in(folder, Map.of("LONGTAKE_HOME", "mine"), "config", "get", "home")
                        .out()
                        .strip())
                .isEqualTo(folder.resolve("mine").toString());
    }

    @Test
    void aFileAtThePathOfTheHomeIsReportedInOneSentence() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        var run = CommandRun.in(folder, "ps", "--home", file.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(file.toString())
                .contains("LONGTAKE_HOME")
                .hasLineCount(1);
    }

    @Test
    void configGetReadsWhatConfigSetWroteAndNamesTheSource() throws IOException {
        assertThat(CommandRun.in(folder, "config", "set", "render.poll-interval", "5s")
                        .exit())
                .isZero();
        var read = JSON.readTree(CommandRun.in(folder, "config", "get", "render.poll-interval", "--json")
                .out());
        assertThat(read.path("value").asText()).isEqualTo("5s");
        assertThat(read.path("from").asText()).endsWith(".config/longtake/longtake.toml");
    }

    @Test
    void configSetRefusesAnInvalidValue() {
        var run = CommandRun.in(folder, "config", "set", "render.poll-interval", "soon");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("soon").contains("render.poll-interval");
    }

    @Test
    void configSetReportsThatTheEnvironmentTakesPrecedence() {
        var run = CommandRun.in(folder, Map.of("LONGTAKE_BACKEND", "cloud"), "config", "set", "backend", "studio");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("LONGTAKE_BACKEND");
    }

    @Test
    void completionListsTheCommands() {
        assertThat(CommandRun.in(folder, "completion").out()).contains("doctor").contains("complete -F");
    }

    @Test
    void helpShowsWhatTheStudioUnderstandsAndTheHelpOfCommands() {
        assertThat(CommandRun.in(folder, "help", "editing").out())
                .contains("remove the title from the second photo")
                .contains("别删第三张，删第二张");
        assertThat(CommandRun.in(folder, "help", "make").out())
                .contains("longtake make")
                .contains("--output");
        assertThat(CommandRun.in(folder, "help").out()).contains("Exit codes:");
        var unknown = CommandRun.in(folder, "help", "cooking");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("'cooking'").contains("editing");
    }

    @Test
    void makeRefusesBadInputBeforeAnythingIsStarted() throws IOException {
        var photo = Files.write(folder.resolve("photo.png"), png());
        var text = Files.writeString(folder.resolve("text.jpg"), "this is no picture at all");
        var empty = Files.createFile(folder.resolve("empty.jpg"));
        var large = folder.resolve("large.png");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.write(png());
            file.setLength(201L * 1024 * 1024);
        }
        refused(2, "is text", text.toString(), "--output", "out.mp4");
        refused(2, "is empty", empty.toString(), "--output", "out.mp4");
        refused(2, "201 MB", large.toString(), "--output", "out.mp4");
        refused(2, "is a folder", folder.toString(), "--output", "out.mp4");
        refused(3, "does not exist", folder.resolve("absent.jpg").toString(), "--output", "out.mp4");
        refused(2, "2 of 2 files", "text.jpg", "absent.jpg", "--output", "out.mp4");
        song("song.wav");
        refused(2, "contains only audio", "song.wav", "--output", "out.mp4");
        refused(2, "These 2 files contain only audio", "song.wav", "song.wav", "--output", "out.mp4");
        refused(2, "contains only audio", "song.wav", "text.jpg", "--skip-bad", "--output", "out.mp4");
        refused(2, "prompt is empty", photo.toString(), "--output", "out.mp4", "--prompt", " ");
        refused(1, "does not exist", photo.toString(), "--output", "absent/out.mp4");
        refused(2, "is a folder", photo.toString(), "--output", ".");
        refused(2, "standard output", photo.toString(), "--output", "-");
        refused(2, "not a supported aspect ratio", photo.toString(), "--output", "out.mp4", "--ratio", "7:3");
        refused(2, "not a valid session name", photo.toString(), "--output", "out.mp4", "--session", "../x");
        refused(2, "--output", photo.toString());
        assertThat(folder.resolve(".local/state/longtake/run/server.json")).doesNotExist();
        assertThat(folder.resolve("out.mp4")).doesNotExist();
    }

    @Test
    void tooManyFilesForOneRequestAreRefusedBeforeTheyAreRead() throws IOException {
        var files = Collections.nCopies(501, "nowhere.jpg");
        refused(
                2,
                "up to 500 files; this one has 501",
                Stream.concat(files.stream(), Stream.of("--output", "f.mp4")).toArray(String[]::new));
        var upload = CommandRun.in(
                folder,
                Stream.concat(Stream.of("upload", "holiday"), files.stream()).toArray(String[]::new));
        assertThat(upload.exit()).isEqualTo(2);
        assertThat(upload.err()).contains("up to 500 files; this one has 501", "Nothing was uploaded");
        assertThat(folder.resolve(".local/state/longtake/run/server.json")).doesNotExist();
    }

    private void refused(int exit, String words, String... args) throws IOException {
        var line = new String[args.length + 2];
        line[0] = "make";
        line[1] = "--json";
        System.arraycopy(args, 0, line, 2, args.length);
        var run = CommandRun.in(folder, line);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(words);
        var document = JSON.readTree(run.out());
        assertThat(document.path("error").path("message").asText()).contains(words);
    }

    private void song(String name) throws IOException {
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[16_000]), new AudioFormat(8_000, 16, 1, true, false), 8_000);
        AudioSystem.write(
                silence, AudioFileFormat.Type.WAVE, folder.resolve(name).toFile());
    }

    private static byte[] png() {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    }
}
