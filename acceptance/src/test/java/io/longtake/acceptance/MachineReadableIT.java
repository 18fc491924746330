package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What scripts and agents rely on: whether an edit did something, questions, the progress of a job, and time limits. */
class MachineReadableIT extends SharedInstallation {
    @BeforeAll
    void makeASession() {
        String photo = Product.PHOTO.toString();
        product.ok("new", "trip", "--language", "en");
        product.ok("upload", "trip", photo, photo, photo, photo, photo, "--add-duplicates");
    }

    @Test
    void anEditSaysWhetherItChangedSomethingAndAQuestionIsAnsweredInAdvance() {
        JsonNode made =
                product.ok("edit", "trip", "make a 30-second video", "--json").json();
        assertThat(made.path("changed").asBoolean()).isTrue();
        assertThat(made.path("understood").asBoolean()).isTrue();
        assertThat(made.path("refused")).isEmpty();
        assertThat(made.path("durationMs").asLong()).isPositive();

        JsonNode unclear =
                product.ok("edit", "trip", "florble the wibble", "--json").json();
        assertThat(unclear.path("changed").asBoolean(true)).isFalse();
        assertThat(unclear.path("refused")).isNotEmpty();

        Product.Result asked = product.run("edit", "trip", "make it 2 seconds", "--json");
        assertThat(asked.exit()).as(asked.err()).isEqualTo(7);
        assertThat(asked.json().path("changed").asBoolean(true)).isFalse();
        assertThat(asked.json().at("/error/type").asText()).isEqualTo("NEEDS_ANSWER");
        assertThat(asked.json().at("/error/exitCode").asInt()).isEqualTo(7);
        assertThat(asked.json().at("/question/confirms").asBoolean()).isTrue();
        String answer = asked.json().at("/question/choices/0/request").asText();
        assertThat(asked.err()).contains("longtake edit trip '" + answer + "'");
        assertThat(length()).isEqualTo(30_000);

        Product.Result answered = product.run("edit", "trip", "make it 2 seconds", "--yes", "--json");
        assertThat(answered.exit()).as(answered.err()).isZero();
        assertThat(answered.json().path("prompt").asText()).isEqualTo(answer);
        assertThat(answered.json().path("answered").asText()).contains("no room");
        assertThat(answered.json().path("changed").asBoolean()).isTrue();
        assertThat(length()).isEqualTo(2_000);
    }

    @Test
    void waitEndsAfterItsTimeLimitAndTheProgressOfARunningJobIsShown() throws Exception {
        product.ok("new", "long", "--language", "en");
        product.ok("upload", "long", Product.PHOTO.toString());
        assertThat(product.pipe("make a 30-minute video\n", "edit", "long", "-").exit())
                .isZero();
        product.ok("export", "long", "-o", folder.resolve("long.mp4").toString(), "--detach");

        Product.Result waited = product.run("wait", "long", "--timeout", "0s", "--json");

        assertThat(waited.exit()).as(waited.err()).isEqualTo(75);
        assertThat(waited.json().path("status").asText()).isEqualTo("running");
        assertThat(waited.json().at("/error/type").asText()).isEqualTo("StillRunning");
        assertThat(waited.json().at("/error/retryable").asBoolean()).isTrue();
        assertThat(waited.json().at("/error/hint").asText()).contains("longtake wait long");

        Waiting.until(
                "the render reports its progress", Duration.ofSeconds(60), () -> product.ok("status", "long", "--json")
                        .json()
                        .path("percent")
                        .isInt());
        assertThat(product.ok("show", "long", "--json")
                        .json()
                        .at("/progress/0/step")
                        .asText())
                .isEqualTo("render");
        assertThat(product.ok("status", "long").out()).contains("Now: rendering, ");
        JsonNode listed = product.ok("sessions", "--json").json();
        assertThat(listed)
                .filteredOn(session -> session.path("percent").isInt())
                .extracting(session -> session.path("session").asText())
                .containsExactly("long");

        product.ok("cancel", "long");
    }

    @Test
    void eventsTellWhatAJobDoesAndAProgramIsToldItsEnd() throws Exception {
        String photo = Product.PHOTO.toString();
        Path film = folder.resolve("five.mp4");
        Path told = folder.resolve("told");
        product.ok("new", "five", "--language", "en");
        product.ok("upload", "five", photo, photo, photo, photo, photo, "--add-duplicates");
        product.ok("edit", "five", "make a 30-second video");

        Product.Result made = product.run(
                "make",
                photo,
                "-p",
                "make it 2 seconds",
                "-o",
                film.toString(),
                "-s",
                "five",
                "--yes",
                "--events",
                "--on-done",
                "sh -c 'echo \"$LONGTAKE_STATUS $LONGTAKE_SESSION $LONGTAKE_OUTPUT\" > " + told + "'");

        assertThat(made.exit()).as(made.err()).isZero();
        List<JsonNode> events = made.lines();
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("started")
                .contains("progress", "turn")
                .endsWith("ended");
        JsonNode ended = events.get(events.size() - 1);
        assertThat(ended.path("exitCode").asInt(-1)).isZero();
        assertThat(ended.at("/result/status").asText()).isEqualTo("completed");
        assertThat(ended.at("/result/output").asText()).isEqualTo(film.toString());
        assertThat(ended.at("/result/answered").asText()).contains("no room");
        assertThat(events)
                .filteredOn(event -> event.at("/turn/kind").asText().equals("edit"))
                .extracting(event -> event.at("/turn/status").asText())
                .containsExactly("failed", "done");
        assertThat(Files.readString(told).strip()).isEqualTo("completed five " + film);
    }

    private int length() {
        return product.ok("status", "trip", "--json")
                .json()
                .at("/timeline/durationMs")
                .asInt();
    }
}
