package io.longtake.workflows.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeListings;
import io.longtake.workflows.Limits;
import io.longtake.workflows.OutboundCalls;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of files and hundreds of turns, with everything that happens to a session in weeks. */
@Tag("endurance")
class LargeSessionTest {
    private static final String ID = "session-large";
    private static final int REQUESTS = 10;
    private static final int FILES = REQUESTS * Limits.FILES_PER_REQUEST;
    private static final int EDITS_OF_A_REQUEST = 40;
    /** An upload, edits, an export. */
    private static final int TURNS_OF_A_REQUEST = EDITS_OF_A_REQUEST + 2;

    private static final int TURNS = REQUESTS * TURNS_OF_A_REQUEST;
    /** From this turn on, exports find renders that were started before a reset to the session's middle. */
    private static final int RESET_TO = TURNS / 2;

    private static final long EVENTS_OF_A_RUN = 1_500;

    private final FakeBackend backend = new FakeBackend();
    private final PayloadBound bound = new PayloadBound();
    private final AtomicReference<WorkflowTestServer> stage = new AtomicReference<>();
    private final SimulatedReset earlier = new SimulatedReset(
            () -> stage.get().client(),
            UnaryOperator.identity(),
            render -> render.exportTurn() > RESET_TO && render.exportTurn() < TURNS);
    private final Set<String> runs = new LinkedHashSet<>();

    @Test
    void aLargeSessionThatIsContinuedResetAndClosedHasSmallPayloadsAndRendersEachExportOnce() throws Exception {
        AlteredHistory early =
                new AlteredHistory(id -> id.equals(ID) ? Optional.of(EVENTS_OF_A_RUN) : Optional.empty());
        try (WorkflowTestServer open = new WorkflowTestServer(
                backend,
                new WorkflowTestServer.Options(
                        600, List.of(new OutboundCalls(earlier::between)), List.of(early, bound)))) {
            stage.set(open);
            open.account("account-1");
            EditSessionWorkflow session = open.session("large", "account-1");
            for (int request = 0; request < REQUESTS - 1; request++) {
                open.ask(session, turns(request));
                open.until(session, this::idle);
            }
            backend.looksPerRender = 20;
            open.ask(session, turns(REQUESTS - 1));
            open.until(session, view -> backend.count("render") == REQUESTS);
            session.close("x");
            SessionView end =
                    open.until(session, view -> status() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);

            assertThat(status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
            assertThat(end.phase()).isEqualTo(SessionPhase.CLOSED);
            assertThat(runs).as("continued as new").hasSizeGreaterThan(3);
            assertThat(earlier.of("large")).as("renders from before the reset").hasSize(REQUESTS / 2 - 1);
            everyTurnIsDone(end);
            assertThat(backend.renderIds()).hasSize(REQUESTS);
            assertThat(backend.count("render")).isEqualTo(REQUESTS);
            assertThat(backend.count("upload")).isEqualTo(FILES);
            assertThat(end.media()).map(MediaListing::count).contains(FILES);
            assertThat(bound.largest()).isBetween(10_000, PayloadBound.BYTES);
            open.replay(ID);
        }
    }

    private boolean idle(SessionView view) {
        runs.add(stage.get().untyped(ID).describe().getExecution().getRunId());
        return view.idle();
    }

    private WorkflowExecutionStatus status() {
        return stage.get().untyped(ID).describe().getStatus();
    }

    private void everyTurnIsDone(SessionView end) {
        List<Turn> all = new ArrayList<>(backend.archived);
        all.addAll(end.turns());
        assertThat(all).extracting(Turn::status).containsOnly(TurnStatus.DONE);
        assertThat(all)
                .extracting(Turn::number)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, TURNS).boxed().toList());
        assertThat(end.archivedTurns()).isEqualTo(backend.archived.size());
    }

    private static TurnSpec[] turns(int request) {
        List<TurnSpec> turns = new ArrayList<>();
        turns.add(FakeListings.adding(
                IntStream.range(0, Limits.FILES_PER_REQUEST)
                        .mapToObj(n -> file(request * Limits.FILES_PER_REQUEST + n))
                        .toList(),
                false));
        for (int edit = 0; edit < EDITS_OF_A_REQUEST; edit++) {
            // Short texts: the fake's fingerprints repeat them, while a real backend's fingerprints are hashes.
            turns.add(new TurnSpec.Edit(request + "." + edit));
        }
        turns.add(new TurnSpec.Export(Optional.empty()));
        return turns.toArray(TurnSpec[]::new);
    }

    private static MediaRef file(int number) {
        return new MediaRef("%064x".formatted(number), 12_345_678, "IMG_%08d.jpg".formatted(number), "image/jpeg");
    }
}
