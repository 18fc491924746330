package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.Limits;
import io.longtake.workflows.Stage;
import io.longtake.workflows.simulation.AlteredHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A long session has only its last turns at hand; the edits before them come with the request for a rebuild. */
class RebuildTest {
    private static final int EDITS = Limits.KEPT_TURNS + 10;
    private static final List<String> WORDS =
            IntStream.rangeClosed(1, EDITS).mapToObj(n -> "edit " + n).toList();

    private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

    @Test
    void editsInTheArchiveAreRepeatedTooAndOnce() {
        FakeBackend backend = new FakeBackend();
        AlteredHistory early =
                new AlteredHistory(id -> id.equals("session-long") ? Optional.of(limit.get()) : Optional.empty());
        try (Stage stage = new Stage(backend, new Stage.Options(600, List.of(), List.of(early)))) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("long", "account-1");
            stage.ask(session, WORDS.stream().map(TurnSpec.Edit::new).toArray(TurnSpec[]::new));
            stage.untilIdle(session);
            limit.set(stage.client().fetchHistory("session-long").getHistory().getEventsCount());
            stage.ask(session, new TurnSpec.Edit("last"));
            int archived =
                    stage.until(session, v -> v.idle() && v.archivedTurns() > 0).archivedTurns();

            assertThatThrownBy(
                            () -> session.rebuild(new RebuildSession("r0", true, Optional.empty(), Optional.empty())))
                    .cause()
                    .hasMessageContaining("are in the archive");
            assertThatThrownBy(() -> session.rebuild(request("r1", archived - 1)))
                    .cause()
                    .hasMessageContaining("once more");
            List<Integer> queued = session.rebuild(request("r2", archived)).numbers();
            assertThat(session.rebuild(request("r2", archived)).numbers()).isEqualTo(queued);

            stage.untilIdle(session);
            Stream<String> once = Stream.concat(WORDS.stream(), Stream.of("last"));
            assertThat(backend.ledger.stream().filter(l -> l.startsWith("chat")).skip(EDITS + 1))
                    .containsExactlyElementsOf(once.map(word -> "chat " + word).toList());
        }
    }

    private static RebuildSession request(String id, int archived) {
        List<TurnSpec.Edit> edits =
                WORDS.subList(0, archived).stream().map(TurnSpec.Edit::new).toList();
        return new RebuildSession(id, true, Optional.empty(), Optional.of(new ArchivedEdits(archived, edits)));
    }

    @Test
    void aRunHandsOverSoonThoughTheArchiveCannotBeWritten() {
        FakeBackend backend = new FakeBackend();
        AlteredHistory early =
                new AlteredHistory(id -> id.equals("session-long") ? Optional.of(limit.get()) : Optional.empty());
        try (Stage stage = new Stage(backend, new Stage.Options(600, List.of(), List.of(early)))) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("long", "account-1");
            backend.archiveFails = true;
            stage.ask(session, WORDS.stream().map(TurnSpec.Edit::new).toArray(TurnSpec[]::new));
            stage.untilIdle(session);
            String first = runId(stage);
            limit.set(stage.client().fetchHistory("session-long").getHistory().getEventsCount());
            long begin = stage.now();

            stage.ask(session, new TurnSpec.Edit("last"));
            stage.until(session, v -> !runId(stage).equals(first));

            assertThat(Duration.ofMillis(stage.now() - begin)).isLessThan(Duration.ofMinutes(3));
            assertThat(stage.untilIdle(session).turns()).hasSize(EDITS + 1);
        }
    }

    @Test
    void aReadingOfTheOldBackendSessionDoesNotMakeTheRebuiltOneForgotten() throws InterruptedException {
        FakeBackend backend = new FakeBackend();
        try (Stage stage = new Stage(backend)) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            stage.ask(session, new TurnSpec.Edit("one"));
            stage.untilIdle(session);
            backend.readings = new CountDownLatch(1);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(session::refresh);
            while (backend.waitingReadings.get() == 0) {
                Thread.onSpinWait();
            }
            backend.forgetSessions();
            session.rebuild(new RebuildSession("r", false, Optional.empty(), Optional.empty()));

            backend.readings.countDown();

            assertThatThrownBy(reading::join).rootCause().hasMessageContaining("session not found");
            assertThat(session.view().phase()).isEqualTo(SessionPhase.OPEN);
        }
    }

    private static String runId(Stage stage) {
        return stage.untyped("session-long").describe().getExecution().getRunId();
    }
}
