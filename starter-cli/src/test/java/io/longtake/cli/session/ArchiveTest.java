package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditRecord;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final ObjectMapper JSON = Payloads.mapper();

    @TempDir
    Path home;

    private FileMediaStore store;
    private SessionView view;

    @BeforeEach
    void threeRuns() throws IOException {
        store = FileMediaStore.ofHome(home);
        var first = document(Optional.empty(), 1, 100);
        var second = document(Optional.of(first), 101, 200);
        view = SessionViews.view(turns(201, 230), Optional.of(second), 200);
    }

    @Test
    void turnsOfAllRunsAreShownInOrder() {
        assertThat(Archive.turns(view, store, 1, Integer.MAX_VALUE))
                .extracting(Turn::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 230).boxed().toList());
    }

    @Test
    void aPageMaySpanTwoDocuments() {
        var span = Archive.Span.page(3, 50, Archive.last(view));

        assertThat(span).isEqualTo(new Archive.Span(81, 130));
        assertThat(Archive.turns(view, store, span.from(), span.to()))
                .extracting(Turn::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(81, 130).boxed().toList());
    }

    @Test
    void turnsInTheViewNeedNoDocument() {
        var elsewhere = FileMediaStore.ofHome(home.resolve("another"));

        assertThat(Archive.turns(view, elsewhere, 210, 220)).hasSize(11);
        assertThatThrownBy(() -> Archive.turns(view, elsewhere, 190, 220))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("older turns of holiday");
    }

    @Test
    void archivedTurnsAreAddedToTheView() {
        var whole = Archive.completed(view, store, List.of(99, 150, 210));

        assertThat(whole.turns())
                .extracting(Turn::number)
                .startsWith(99, 150, 201)
                .hasSize(32);
        assertThat(JobOutcome.on(whole, List.of(99, 150, 210)).status()).isEqualTo(JobOutcome.Status.COMPLETED);
        assertThat(Archive.completed(view, store, List.of(210))).isSameAs(view);
        var elsewhere = FileMediaStore.ofHome(home.resolve("another"));
        assertThat(JobOutcome.on(Archive.completed(view, elsewhere, List.of(150)), List.of(150))
                        .status())
                .as("outcome unknown")
                .isEqualTo(JobOutcome.Status.UNKNOWN);
    }

    @Test
    void eitherEndOfASpanMayBeOmitted() {
        assertThat(Archive.Span.of("5..")).contains(new Archive.Span(5, Integer.MAX_VALUE));
        assertThat(Archive.Span.of("..7")).contains(new Archive.Span(1, 7));
        assertThat(Archive.Span.of("5..7")).contains(new Archive.Span(5, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "7..5", "a..b", "1...3", "-1..2"})
    void anInvalidSpanIsRefused(String text) {
        assertThat(Archive.Span.of(text)).isEmpty();
    }

    @Test
    void theHistoryOfEditsIsReadFromTheArchiveAndTheView() throws IOException {
        var first = document(
                Optional.empty(),
                List.of(
                        SessionViews.edit(3, TurnStatus.DONE, false),
                        SessionViews.edit(2, TurnStatus.FAILED, false),
                        SessionViews.edit(1, TurnStatus.DONE, false),
                        SessionViews.export(4, TurnStatus.DONE)));
        var second = document(
                Optional.of(first), List.of(SessionViews.replay(5, 1), SessionViews.edit(6, TurnStatus.DONE, false)));
        var archived = SessionViews.view(turns(7, 8), Optional.of(second), 6);

        assertThat(Archive.history(archived, store).edits())
                .extracting(EditRecord::number)
                .containsExactly(3, 1, 6, 7, 8);
        assertThatThrownBy(() -> Archive.history(archived, FileMediaStore.ofHome(home.resolve("another"))))
                .hasMessageContaining("older turns of holiday");
    }

    @Test
    void aJobWithArchivedTurnsHasItsResult() throws IOException {
        var film = new MediaRef("f".repeat(64), 1, "v.mp4", "video/mp4");
        var done = store.put(
                JSON.writeValueAsBytes(new ArchiveTurns(
                        "holiday",
                        Optional.empty(),
                        List.of(
                                SessionViews.edit(1, TurnStatus.DONE, false),
                                SessionViews.export(2, TurnStatus.DONE),
                                SessionViews.failed(3, FailureType.NO_CREDITS)),
                        List.of(SessionViews.rendered(2, film)),
                        List.of())),
                "turns.json",
                "application/json");
        var later = SessionViews.view(turns(204, 210), Optional.of(document(Optional.of(done), 4, 203)), 203);

        var made = Archive.completed(later, store, List.of(1, 2));
        assertThat(JobOutcome.on(made, List.of(1, 2)).status()).isEqualTo(JobOutcome.Status.COMPLETED);
        assertThat(JobOutcome.on(made, List.of(1, 2)).render().map(RenderRecord::renderId))
                .contains("render-2");
        assertThat(JobOutcome.on(Archive.completed(later, store, List.of(3)), List.of(3))
                        .exitCode())
                .isEqualTo(ExitCode.NO_CREDITS);
        assertThat(JobOutcome.on(Archive.completed(later, store, List.of(1)), List.of(1))
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aJobWithoutItsDocumentHasAnUnknownOutcome() {
        var elsewhere = FileMediaStore.ofHome(home.resolve("another"));

        assertThat(JobOutcome.on(Archive.completed(view, elsewhere, List.of(7)), List.of(7))
                        .status())
                .isEqualTo(JobOutcome.Status.UNKNOWN);
        assertThat(Archive.completed(view, elsewhere, List.of(210))).isSameAs(view);
    }

    private MediaRef document(Optional<MediaRef> previous, int from, int to) throws IOException {
        return document(previous, turns(from, to));
    }

    private MediaRef document(Optional<MediaRef> previous, List<Turn> turns) throws IOException {
        var bytes = JSON.writeValueAsBytes(new ArchiveTurns("holiday", previous, turns, List.of(), List.of()));
        return store.put(bytes, "turns.json", "application/json");
    }

    private static List<Turn> turns(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> SessionViews.edit(number, TurnStatus.DONE, false))
                .toList();
    }
}
