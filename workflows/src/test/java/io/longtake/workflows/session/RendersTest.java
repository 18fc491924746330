package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.render.RenderOutcome;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RendersTest {
    private static final RenderOutcome FAILED =
            new RenderOutcome.Failed(new Failure(FailureType.RENDER_FAILED, "no"), true);

    @Test
    void aReportCountsOnceAndOnlyForARenderOfOurs() {
        Renders renders = Renders.none().decided("r", 1).followed("r");

        Renders ended = renders.ended("r", FAILED).ended("r", new RenderOutcome.Cancelled());
        assertThat(ended.outcome("r")).contains(FAILED);
        assertThat(renders.ended("of-somebody-else", FAILED)).isEqualTo(renders);
    }

    @Test
    void aRenderThatTheBackendCalledFailedIsTriedOnceMore() {
        Renders first = Renders.none().decided("r1", 1).ended("r1", FAILED);
        assertThat(first.mayTryAgain(export(false), first.record("r1"))).isTrue();
        assertThat(first.mayTryAgain(export(true), first.record("r1")))
                .as("told to stop")
                .isFalse();

        Renders second = first.decided("r2", 1).ended("r2", FAILED);
        assertThat(second.mayTryAgain(export(false), second.record("r2"))).isFalse();
    }

    @Test
    void whatAPersonGaveUpIsNotTriedAgain() {
        Renders renders = Renders.none()
                .decided("r", 1)
                .ended("r", FAILED)
                .again(1, Optional.of(RenderAim.CANCEL))
                .ended("r", FAILED);

        assertThat(renders.mayTryAgain(export(false), renders.record("r"))).isFalse();
    }

    @Test
    void aRenderTakenUpAgainHasItsIdAndALaterWorkflow() {
        Renders there = Renders.none().decided("r", 1).followed("r").foundBegun("r");
        assertThat(there.record("r").workflowId()).isEqualTo("render-r");
        assertThat(there.record("r").waiting()).isFalse();
        assertThat(there.record("r").begunBefore()).isTrue();

        Renders renders = there.takenUp("r");

        assertThat(renders.record("r").workflowId()).isEqualTo("render-r-2");
        assertThat(renders.record("r").waiting()).isTrue();
        assertThat(renders.record("r").aim()).contains(RenderAim.FOLLOW);
        assertThat(renders.record("r").begunBefore()).isFalse();
    }

    @Test
    void recordsOfListedExportsAndOfRunningRendersStay() {
        Renders renders = Renders.none();
        for (int export = 1; export <= Limits.KEPT_RENDERS + 10; export++) {
            renders = renders.decided("r" + export, export);
            renders = export == 2 ? renders : renders.ended("r" + export, FAILED);
        }

        assertThat(renders.shortened(Set.of(1)).records())
                .extracting(RenderRecord::exportTurn)
                .contains(1, 2, 11)
                .doesNotContain(3, 10)
                .hasSize(Limits.KEPT_RENDERS + 2);
    }

    private static Turn.ExportTurn export(boolean stopping) {
        return new Turn.ExportTurn(
                TurnStanding.queued(1, 1).running(), new TurnSpec.Export(Optional.empty()), Optional.empty(), stopping);
    }
}
