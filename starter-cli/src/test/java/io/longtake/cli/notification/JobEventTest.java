package io.longtake.cli.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.session.SessionViews;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.JobEnd;
import io.longtake.workflows.session.NotifyAddress;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobEventTest {
    private static final NotifyAddress ADDRESS = new NotifyAddress("hooks.example", "key-1", "n", "c");
    private static final MediaRef FILM = new MediaRef("0".repeat(64), 1, "film.mp4", "video/mp4");

    private static Turn edit(TurnStatus status, Optional<Failure> failure) {
        return new Turn.EditTurn(
                new TurnHeader(1, 1, status, "", failure, false),
                new TurnSpec.Edit("calm"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(12.5));
    }

    private static Turn export(TurnStatus status) {
        return new Turn.ExportTurn(
                new TurnHeader(2, 1, status, "", Optional.empty(), false),
                new TurnSpec.Export(Optional.of(new Delivery("home", "/films/out.mp4"))),
                Optional.empty(),
                false);
    }

    private static JsonNode event(List<Turn> turns, List<RenderRecord> renders) throws IOException {
        var end = new JobEnd(
                "holiday",
                "r1",
                "event-1",
                ADDRESS,
                turns,
                renders,
                Optional.of(12.5),
                Instant.parse("2026-11-28T12:00:00Z").toEpochMilli());
        return new ObjectMapper().readTree(new JobEvent().of(end));
    }

    @Test
    void aCompletedJobNamesItsFilmAndItsCost() throws IOException {
        var event = event(
                List.of(edit(TurnStatus.DONE, Optional.empty()), export(TurnStatus.DONE)),
                List.of(SessionViews.rendered(2, FILM, true)));

        assertThat(event.path("id").asText()).isEqualTo("event-1");
        assertThat(event.path("type").asText()).isEqualTo("job.ended");
        assertThat(event.path("endedAt").asText()).isEqualTo("2026-11-28T12:00:00Z");
        assertThat(event.path("session").asText()).isEqualTo("holiday");
        assertThat(event.path("turns").toString()).isEqualTo("[1,2]");
        assertThat(event.path("status").asText()).isEqualTo("completed");
        assertThat(event.path("exitCode").asInt(-1)).isZero();
        assertThat(event.path("output").asText()).isEqualTo("/films/out.mp4");
        assertThat(event.path("credits").asDouble()).isEqualTo(12.5);
        assertThat(event.path("error").isNull()).isTrue();
    }

    @Test
    void aFailedJobHasTheExitCodeAndTheErrorOfACommandThatWaited() throws IOException {
        var event = event(
                List.of(
                        edit(
                                TurnStatus.FAILED,
                                Optional.of(new Failure(FailureType.NO_CREDITS, "No credits are left."))),
                        export(TurnStatus.CANCELLED)),
                List.of());

        assertThat(event.path("status").asText()).isEqualTo("failed");
        assertThat(event.path("exitCode").asInt()).isEqualTo(5);
        assertThat(event.at("/error/message").asText()).isEqualTo("No credits are left.");
        assertThat(event.path("output").isNull()).isTrue();
    }

    @Test
    void anUnknownOutcomeIsReportedAsSuch() throws IOException {
        var event = event(List.of(edit(TurnStatus.UNKNOWN, Optional.empty())), List.of());

        assertThat(event.path("status").asText()).isEqualTo("unknown");
        assertThat(event.path("exitCode").asInt()).isEqualTo(6);
    }
}
