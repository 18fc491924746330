package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.Limits;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.simulation.AlteredHistory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long session has only its last turns in its state; a rebuild reads the earlier edits from the archive. */
@Tag("records-histories")
class RebuildTest {
    private static final int EDITS = Limits.KEPT_TURNS + 20;

    /** Events per run: as many as about a dozen edits produce. */
    private static final long EVENTS = 150;

    private static final List<String> WORDS =
            IntStream.rangeClosed(1, EDITS).mapToObj(n -> "edit " + n).toList();

    private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

    @Test
    void threeRebuildsOfALongSessionSendEveryEditOnceInOriginalOrder() {
        FakeBackend backend = new FakeBackend();
        limit.set(EVENTS);
        try (WorkflowTestServer stage = stage(backend)) {
            EditSessionWorkflow session = edited(stage);
            assertThat(session.view().archivedTurns()).isPositive();

            assertThat(replayed(backend, stage, session, "r1")).isEqualTo(WORDS);
            stage.ask(session, new TurnSpec.Edit("more"));
            stage.untilIdle(session);
            backend.forgetSessions();
            rebuild(session, "r2", RebuildSession.Replay.NONE);
            stage.ask(session, new TurnSpec.Edit("last"));
            stage.untilIdle(session);

            List<String> all =
                    Stream.concat(WORDS.stream(), Stream.of("more", "last")).toList();
            assertThat(replayed(backend, stage, session, "r3")).isEqualTo(all);
            assertThat(replayed(backend, stage, session, "r4")).isEqualTo(all);
            assertThat(backend.archived).as("replays too").hasSizeGreaterThan(2 * EDITS);
        }
    }

    @Test
    void aRepeatedRebuildRequestQueuesNothingTwice() {
        FakeBackend backend = new FakeBackend();
        limit.set(EVENTS);
        try (WorkflowTestServer stage = stage(backend)) {
            EditSessionWorkflow session = edited(stage);

            List<Integer> queued = rebuild(session, "r", RebuildSession.Replay.ALL);

            assertThat(queued).hasSize(EDITS);
            assertThat(rebuild(session, "r", RebuildSession.Replay.ALL)).isEqualTo(queued);
            stage.untilIdle(session);
            assertThat(backend.count("chat")).isEqualTo(2 * EDITS);
        }
    }

    @Test
    void editsThatAReplayDidNotFinishAreInTheNextOne() {
        FakeBackend backend = new FakeBackend();
        limit.set(EVENTS);
        try (WorkflowTestServer stage = stage(backend)) {
            EditSessionWorkflow session = edited(stage);
            // In the middle: enough edits are done, and enough are not started, that both kinds are archived.
            backend.chats.addAll(Collections.nCopies(EDITS / 2, FakeBackend.OnChat.REPLY));
            backend.chats.add(FakeBackend.OnChat.ERROR);

            assertThat(replayed(backend, stage, session, "r1")).isEqualTo(WORDS.subList(0, EDITS / 2 + 1));
            long before = backend.count("chat");
            rebuild(session, "r1-2", RebuildSession.Replay.REST);
            stage.untilIdle(session);
            assertThat(messages(backend, before)).as("the rest").isEqualTo(WORDS.subList(EDITS / 2, EDITS));

            backend.chats.addAll(Collections.nCopies(EDITS / 2, FakeBackend.OnChat.REPLY));
            backend.chats.add(FakeBackend.OnChat.ERROR);
            assertThat(replayed(backend, stage, session, "r2")).hasSize(EDITS / 2 + 1);
            assertThat(replayed(backend, stage, session, "r3")).as("all").isEqualTo(WORDS);
        }
    }

    @Test
    void aRebuildThatCannotReadTheArchiveChangesNothing() {
        FakeBackend backend = new FakeBackend();
        limit.set(EVENTS);
        try (WorkflowTestServer stage = stage(backend)) {
            EditSessionWorkflow session = edited(stage);
            backend.archiveIsGone = true;

            assertThatThrownBy(() -> rebuild(session, "r", RebuildSession.Replay.ALL))
                    .cause()
                    .hasMessageContaining("older edits of long can't be read");
            assertThat(session.view().idle()).isTrue();
            assertThat(session.view().backend()).isPresent();
            assertThat(session.view().backendSessionFirstTurn()).isEqualTo(1);
            rebuild(session, "without edits", RebuildSession.Replay.NONE);
            assertThat(session.view().backendSessionFirstTurn())
                    .as("needs no archive")
                    .isGreaterThan(1);
        }
    }

    @Test
    void aRequestThatTheStateNoLongerHasIsFoundInTheArchive() {
        FakeBackend backend = new FakeBackend();
        limit.set(Long.MAX_VALUE);
        try (WorkflowTestServer stage = stage(backend)) {
            EditSessionWorkflow session = stage.session("long", "account-1");
            EnqueueTurns first =
                    new EnqueueTurns("first", List.of(new TurnSpec.Edit("one")), Optional.empty(), Optional.empty());
            List<Integer> numbers = session.enqueue(first).numbers();
            List<Integer> rebuilt = rebuild(stage, session, "rebuild");
            for (int request = 0; request <= Limits.KEPT_REQUESTS; request++) {
                session.enqueue(new EnqueueTurns("r" + request, List.of(), Optional.empty(), Optional.empty()));
            }
            String run = runId(stage);
            limit.set(1);
            stage.ask(session, new TurnSpec.Edit("two"));
            stage.until(session, v -> !runId(stage).equals(run) && v.archive().isPresent());
            limit.set(Long.MAX_VALUE);
            stage.untilIdle(session);
            long sent = backend.count("chat");

            assertThat(session.enqueue(new EnqueueTurns(
                                    first.requestId(),
                                    first.turns(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true,
                                    Optional.empty()))
                            .numbers())
                    .isEqualTo(numbers);
            assertThat(session.answerTo("rebuild").numbers()).isEqualTo(rebuilt);
            assertThat(session.answerTo("another").numbers()).isEmpty();
            stage.untilIdle(session);
            assertThat(backend.count("chat")).isEqualTo(sent);

            List<Integer> again = rebuild(stage, session, "rebuild again");
            assertThat(session.answerTo("rebuild again").numbers()).isEqualTo(again);
            stage.record("session/rebuilt-from-the-archive", "session-long");
        }
    }

    private static List<Integer> rebuild(WorkflowTestServer stage, EditSessionWorkflow session, String id) {
        stage.untilIdle(session);
        List<Integer> numbers = rebuild(session, id, RebuildSession.Replay.ALL);
        stage.untilIdle(session);
        return numbers;
    }

    /** A session in which all edits were done. */
    private static EditSessionWorkflow edited(WorkflowTestServer stage) {
        EditSessionWorkflow session = stage.session("long", "account-1");
        stage.ask(session, WORDS.stream().map(TurnSpec.Edit::new).toArray(TurnSpec[]::new));
        stage.untilIdle(session);
        return session;
    }

    private WorkflowTestServer stage(FakeBackend backend) {
        AlteredHistory early =
                new AlteredHistory(id -> id.equals("session-long") ? Optional.of(limit.get()) : Optional.empty());
        WorkflowTestServer stage =
                new WorkflowTestServer(backend, new WorkflowTestServer.Options(600, List.of(), List.of(early)));
        stage.account("account-1");
        return stage;
    }

    /** The messages of a rebuild that repeats all edits. */
    private static List<String> replayed(
            FakeBackend backend, WorkflowTestServer stage, EditSessionWorkflow session, String id) {
        long before = backend.count("chat");
        backend.forgetSessions();
        rebuild(session, id, RebuildSession.Replay.ALL);
        stage.untilIdle(session);
        return messages(backend, before);
    }

    private static List<String> messages(FakeBackend backend, long after) {
        return backend.ledger.stream()
                .filter(line -> line.startsWith("chat "))
                .skip(after)
                .map(line -> line.substring("chat ".length()))
                .toList();
    }

    private static List<Integer> rebuild(EditSessionWorkflow session, String id, RebuildSession.Replay replay) {
        return session.rebuild(new RebuildSession(id, replay, Optional.empty())).numbers();
    }

    @Test
    void aRunHandsOverPromptlyIfTheArchiveCannotBeWritten() {
        FakeBackend backend = new FakeBackend();
        try (WorkflowTestServer stage = stage(backend)) {
            backend.archiveFails = true;
            EditSessionWorkflow session = edited(stage);
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
    void aReadingOfTheOldBackendSessionDoesNotMarkTheRebuiltOneForgotten() {
        FakeBackend backend = new FakeBackend();
        try (WorkflowTestServer stage = new WorkflowTestServer(backend)) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            stage.ask(session, new TurnSpec.Edit("one"));
            stage.untilIdle(session);
            backend.readings = new CountDownLatch(1);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(session::refresh);
            WorkflowTestServer.await("the state is read", () -> backend.waitingReadings.get() > 0);
            backend.forgetSessions();
            rebuild(session, "r", RebuildSession.Replay.NONE);

            backend.readings.countDown();

            assertThatThrownBy(reading::join).rootCause().hasMessageContaining("session not found");
            assertThat(session.view().phase()).isEqualTo(SessionPhase.OPEN);
        }
    }

    private static String runId(WorkflowTestServer stage) {
        return stage.untyped("session-long").describe().getExecution().getRunId();
    }
}
