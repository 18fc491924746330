package io.longtake.cli.outcome;

import static io.longtake.cli.session.SessionViews.edit;
import static io.longtake.cli.session.SessionViews.export;
import static io.longtake.cli.session.SessionViews.rendered;
import static io.longtake.cli.session.SessionViews.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.TurnStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobOutcomeTest {
    private static final MediaRef FILM = new MediaRef("0".repeat(64), 1, "film.mp4", "video/mp4");

    @Test
    void aJobThatWaitsForAnUnknownEditIsNotDone() {
        var view = view(List.of(edit(1, TurnStatus.UNKNOWN, false), export(2, TurnStatus.QUEUED)), List.of(), 0);
        var verdict = JobOutcome.on(view, List.of(2)).whenIdle("holiday");
        assertThat(verdict.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(verdict.failure().orElseThrow().message()).contains("longtake reconcile holiday");
    }

    @Test
    void onlyAnUnresolvedUnknownEditBlocksTheQueue() {
        assertThat(JobOutcome.blocks(edit(1, TurnStatus.UNKNOWN, false))).isTrue();
        assertThat(JobOutcome.blocks(edit(1, TurnStatus.UNKNOWN, true))).isFalse();
        assertThat(JobOutcome.blocks(export(1, TurnStatus.UNKNOWN))).isFalse();
        assertThat(JobOutcome.blocks(edit(1, TurnStatus.QUEUED, false))).isFalse();
    }

    @Test
    void missingTurnsAreUnknown() {
        var view = view(List.of(edit(1, TurnStatus.DONE, false)), List.of(), 0);
        assertThat(JobOutcome.on(view, List.of(1, 2)).exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(JobOutcome.on(view, List.of(2)).failure().orElseThrow().message())
                .contains("Turn 2", "holiday");
    }

    @Test
    void theFilmOfAGroupShowsThatItsArchivedTurnsSucceeded() {
        var view = view(List.of(export(3, TurnStatus.DONE)), List.of(rendered(3, FILM)), 2);
        assertThat(JobOutcome.on(view, List.of(1, 2, 3)).exitCode()).isEqualTo(ExitCode.DONE);
        var without = view(List.of(edit(3, TurnStatus.DONE, false)), List.of(), 2);
        assertThat(JobOutcome.on(without, List.of(2, 3)).exitCode()).isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    void theOutcomeOfTurnsOfAReplacedSessionIsUnknown() {
        assertThat(JobOutcome.ofPreviousRun("holiday").exitCode()).isEqualTo(ExitCode.UNKNOWN);
    }
}
