package io.longtake.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.CommandRun;
import io.longtake.cli.home.HomeFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print with {@code --json}, compared with their schemas. Commands that need processes are in the acceptance tests. */
class PrintedDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SCHEMAS = new JsonSchemas(JsonPage.read()).all();

    @TempDir
    Path folder;

    @Test
    void commandsWithoutServicesPrintWhatTheirSchemasSay() throws IOException {
        fields("setting", "config get", "backend");
        fields("setting", "config list");
        fields("key", "config rotate-key");
        fields("check", "doctor");
        fields("stopped", "down");
        fields("script", "completion");
        fields("adopted-home", "home adopt", "--moved");
        fields("help", "help");
        fields("help", "help", "config", "set");
        fields("version", "version");
        assertThat(printed("sessions")).isEmpty();
        assertThat(printed("ps")).isEmpty();
    }

    @Test
    void sessionsThatAWorkerVerifiedArePrintedAsTheirSchemasSay() throws IOException {
        var home = HomeFolder.open(folder.resolve(".local/state/longtake")).root();
        SessionViews.ofHome(home)
                .write(new StoredView(
                        "run-1",
                        Instant.parse("2026-11-01T08:00:00Z"),
                        Instant.now(),
                        io.longtake.cli.session.SessionViews.costing(2)));

        fields("session", "show", "holiday");
        fields("session-status", "status", "holiday");
        fields("listed-session", "sessions");
        assertThat(printed("sessions")).hasSize(1);
        var turn = printed("show", "holiday").at("/turns/0");
        assertThat(turn.path("refused").isArray()).isTrue();
        assertThat(turn.has("changed")).isTrue();
    }

    @Test
    void failuresHaveAnExitCodeAndAHint() throws IOException {
        fields("failure", "show", "unheard-of");
        fields("failure", "status", "not a name");
        fields("failure", "edit", "trip", "--no-such-option");
        fields("failure", "edit", "trip");
        fields("job", "wait", "trip", "--timeout", "soon");
        fields("job", "make", "absent.jpg", "--output", "out.mp4");

        var error = printed("make", "absent.jpg", "-o", "out.mp4").path("error");
        assertThat(error.path("exitCode").asInt()).isEqualTo(3);
        assertThat(error.path("retryable").asBoolean(true)).isFalse();
        assertThat(error.path("hint").asText()).isNotBlank();
        assertThat(printed("ps")).as("processes that were started").isEmpty();
    }

    @Test
    void aDryRunPrintsAPlan() throws IOException {
        ImageIO.write(
                new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("photo.png").toFile());
        fields("plan", "make", "photo.png", "-o", "out.mp4", "--dry-run");
        Files.writeString(folder.resolve("films.csv"), "file,prompt\nphoto.png,a 4-second video\n");
        fields("batch-report", "batch", "films.csv", "--dry-run");
        var run = CommandRun.in(folder, "batch", "films.csv", "--dry-run", "--events");
        assertThat(differences("events", JSON.readTree(run.out()))).isEmpty();
    }

    @Test
    void theFailureOfACommandIsItsLastEvent() throws IOException {
        var run = CommandRun.in(folder, "make", "absent.jpg", "-o", "out.mp4", "--events");
        assertThat(run.out().lines()).hasSize(1);
        var ended = JSON.readTree(run.out());
        assertThat(differences("events", ended)).isEmpty();
        assertThat(ended.path("type").asText()).isEqualTo("ended");
        assertThat(ended.path("exitCode").asInt()).isEqualTo(run.exit()).isEqualTo(3);
        assertThat(differences("make", ended.path("result"))).isEmpty();
        assertThat(ended.at("/result/status").asText()).isEqualTo("failed");

        var misread = CommandRun.in(folder, "wait", "--events", "--no-such-option");
        assertThat(JSON.readTree(misread.out()).at("/result/error/exitCode").asInt())
                .isEqualTo(2);
        assertThat(CommandRun.in(folder, "wait", "trip", "--events", "--json").err())
                .contains("Use one of them");
        assertThat(CommandRun.in(folder, "show", "trip", "--events").out()).isEmpty();
    }

    @Test
    void aFieldThatIsMissingOrOfAnotherTypeIsFound() throws IOException {
        var version = printed("version");
        var broken = version.deepCopy();
        ((ObjectNode) broken).put("version", 1);
        assertThat(differences("version", version)).isEmpty();
        assertThat(differences("version", broken)).isNotEmpty();
        assertThat(differences("version", JSON.readTree("{}"))).isNotEmpty();
    }

    private JsonNode printed(String command, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.addAll(List.of(arguments));
        line.add("--json");
        var run = CommandRun.in(folder, line.toArray(String[]::new));
        var document = JSON.readTree(run.out());
        assertThat(differences(command, document))
                .as("%s %s", command, run.out())
                .isEmpty();
        var error = document.path("error");
        if (error.isObject()) {
            assertThat(error.path("exitCode").asInt()).as("%s", line).isEqualTo(run.exit());
        }
        return document;
    }

    private static Set<String> differences(String command, JsonNode document) throws IOException {
        var found = new HashSet<String>();
        schema(command).validate(document).forEach(message -> found.add(message.getMessage()));
        return found;
    }

    private static JsonSchema schema(String command) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(JSON.readTree(SCHEMAS.get(command.replace(' ', '-'))));
    }

    /** Also checks that no field is printed that is not described. */
    private void fields(String document, String command, String... arguments) throws IOException {
        var all = printed(command, arguments);
        var one = all.isArray() ? all.path(0) : all;
        var names = new ArrayList<String>();
        one.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .as("%s %s", command, List.of(arguments))
                .isSubsetOf(JsonPage.read().fieldsOf(document))
                .isNotEmpty();
    }
}
