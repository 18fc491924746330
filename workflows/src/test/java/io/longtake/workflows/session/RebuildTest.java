package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.Stage;
import io.longtake.workflows.simulation.AlteredHistory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A long session has only its last turns at hand; the edits before them come with the request for a rebuild. */
class RebuildTest {
    private static final int EDITS = SessionState.KEPT_TURNS + 10;
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

            assertThatThrownBy(() -> session.rebuild(new RebuildSession("r0", true)))
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
}
