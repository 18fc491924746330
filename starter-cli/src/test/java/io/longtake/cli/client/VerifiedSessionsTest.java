package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.CommandRun;
import io.longtake.cli.home.HomeFolder;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read-only commands in a home in which no process runs. */
class VerifiedSessionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant STARTED = Instant.parse("2026-11-01T08:00:00Z");

    @TempDir
    Path folder;

    private Path home;
    private SessionViews views;

    @BeforeEach
    void makeHome() throws IOException {
        home = HomeFolder.open(folder.resolve("home")).root();
        views = SessionViews.ofHome(home);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder, Map.of("LONGTAKE_HOME", home.toString()), arguments);
    }

    private Instant holidayVerified(Duration ago) throws IOException {
        var at = Instant.now().minus(ago);
        SessionView view = io.longtake.cli.session.SessionViews.costing(2);
        views.write(new StoredView("run-1", STARTED, at, view));
        return at;
    }

    @Test
    void theRecordedViewIsShownWithItsAge() throws IOException {
        var at = holidayVerified(Duration.ofMinutes(3).plusSeconds(20));

        for (var command : new String[][] {{"status", "holiday"}, {"show", "holiday"}, {"sessions"}}) {
            var result = run(command);
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.err()).contains("State as of 3 min ago; the worker is not running.");
        }
        assertThat(json("status", "holiday", "--json").path("verifiedAt").asText())
                .isEqualTo(at.toString());
        var shown = json("show", "holiday", "--json");
        assertThat(shown.path("verifiedAt").asText()).isEqualTo(at.toString());
        assertThat(shown.at("/turns/0/status").asText()).isEqualTo("done");
        var listed = json("sessions", "--json");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("started").asText()).isEqualTo(STARTED.toString());
        assertThat(listed.get(0).path("verifiedAt").asText()).isEqualTo(at.toString());
        assertThat(home.resolve("server/temporal.db"))
                .as("no server was started")
                .doesNotExist();
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void aMistypedSessionNameFindsTheOneThatWasMeant() throws IOException {
        holidayVerified(Duration.ZERO);

        assertThat(run("show", "holliday").err()).contains("Did you mean holiday?");
        assertThat(run("show", "rome").err()).doesNotContain("Did you mean");
    }

    @Test
    void anUnknownSessionIsExit3() throws IOException {
        holidayVerified(Duration.ZERO);

        for (var command : new String[] {"status", "show"}) {
            var result = run(command, "beach");
            assertThat(result.exit()).isEqualTo(3);
            assertThat(result.err()).contains("No session named 'beach'").hasLineCount(1);
        }
        assertThat(run("sessions").exit()).isZero();
    }

    @Test
    void theMarkOfAKilledWorkerDoesNotDelayACommand() throws IOException {
        holidayVerified(Duration.ofHours(5));
        views.markChanging("holiday");

        var result = run("status", "holiday");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("State as of 5 h ago; the worker is not running.");
    }

    @Test
    void aViewThatCannotBeReadIsReportedWithTheRemedy() throws IOException {
        holidayVerified(Duration.ZERO);
        Files.writeString(home.resolve("views/holiday.json"), "{\"version\":1,");

        for (var command : new String[][] {{"status", "holiday"}, {"show", "holiday"}, {"sessions"}}) {
            var result = run(command);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("views/holiday.json is damaged", "--refresh");
        }
    }

    @Test
    void anAgeIsShownInOneUnit() {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var clock = Clock.fixed(now, ZoneOffset.UTC);

        assertThat(VerifiedSessions.age(now.minusSeconds(8), clock)).isEqualTo("State as of 8 s ago");
        assertThat(VerifiedSessions.age(now.minusSeconds(185), clock)).isEqualTo("State as of 3 min ago");
        assertThat(VerifiedSessions.age(now.minusSeconds(5 * 3600 + 400), clock))
                .isEqualTo("State as of 5 h ago");
        assertThat(VerifiedSessions.age(now.minus(Duration.ofDays(9)), clock)).isEqualTo("State as of 9 days ago");
        assertThat(VerifiedSessions.age(now.plusSeconds(60), clock)).isEqualTo("State as of 2026-11-22T10:01:00Z");
    }

    private JsonNode json(String... arguments) throws IOException {
        return JSON.readTree(run(arguments).out());
    }
}
