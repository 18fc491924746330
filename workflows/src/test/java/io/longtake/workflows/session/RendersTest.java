package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RendersTest {
    private static final RenderOutcome FAILED =
            new RenderOutcome.Failed(new Failure(FailureType.RENDER_FAILED, "no"), true);

    @Test
    void aReportCountsOnceAndOnlyForARenderOfTheSession() {
        Renders renders = Renders.none().decided("r", 1).followed("r");

        Renders ended = renders.ended("r", FAILED).ended("r", new RenderOutcome.Cancelled());
        assertThat(ended.outcome("r")).contains(FAILED);
        assertThat(renders.ended("of-somebody-else", FAILED)).isEqualTo(renders);
    }

    @Test
    void aRenderThatFailedAtTheBackendIsRetriedOnce() {
        Renders first = Renders.none().decided("r1", 1).ended("r1", FAILED);
        assertThat(first.mayTryAgain(export(false), first.record("r1"))).isTrue();
        assertThat(first.mayTryAgain(export(true), first.record("r1")))
                .as("cancelled")
                .isFalse();

        Renders second = first.decided("r2", 1).ended("r2", FAILED);
        assertThat(second.mayTryAgain(export(false), second.record("r2"))).isFalse();
    }

    @Test
    void aRenderThatTheUserAbandonedIsNotRetried() {
        Renders renders = Renders.none()
                .decided("r", 1)
                .ended("r", FAILED)
                .again(1, Optional.of(RenderPurpose.CANCEL))
                .ended("r", FAILED);

        assertThat(renders.mayTryAgain(export(false), renders.record("r"))).isFalse();
    }

    @Test
    void aResumedRenderKeepsItsIdAndHasANewWorkflow() {
        Renders there = Renders.none().decided("r", 1).followed("r").foundExisting("r");
        assertThat(there.record("r").workflowId()).isEqualTo("render-r");
        assertThat(there.record("r").waiting()).isFalse();
        assertThat(there.record("r").startedBeforeReset()).isTrue();

        Renders renders = there.resumed("r");

        assertThat(renders.record("r").workflowId()).isEqualTo("render-r-2");
        assertThat(renders.record("r").waiting()).isTrue();
        assertThat(renders.record("r").aim()).contains(RenderPurpose.FOLLOW);
        assertThat(renders.record("r").startedBeforeReset()).isFalse();
    }

    @Test
    void recordsOfListedExportsAndRunningRendersAreKept() {
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

    @Test
    void aLostRenderIsRetriedOnlyIfAnEarlierRunUsedItsPlace() {
        RenderOutcome lost = new RenderOutcome.Failed(new Failure(FailureType.RENDER_LOST, "gone"), false);
        Renders begun = Renders.none().decided("r", 1).followed("r");

        Renders followed = begun.foundExisting("r").resumed("r").ended("r", lost);
        assertThat(followed.mayTryAgain(export(false), followed.record("r"))).isTrue();
        Renders own = begun.ended("r", lost);
        assertThat(own.mayTryAgain(export(false), own.record("r"))).isFalse();
        RenderOutcome other = new RenderOutcome.Failed(new Failure(FailureType.FILE_DAMAGED, "half"), false);
        Renders damaged = begun.foundExisting("r").resumed("r").ended("r", other);
        assertThat(damaged.mayTryAgain(export(false), damaged.record("r"))).isFalse();
        assertThat(begun.mayTryAgain(export(false), begun.record("r")))
                .as("it runs")
                .isFalse();
        Renders cancelled = begun.ended("r", new RenderOutcome.Cancelled());
        assertThat(cancelled.mayTryAgain(export(false), cancelled.record("r"))).isFalse();
    }

    @Test
    void aTransitionChangesOnlyTheNamedRender() {
        Renders two = Renders.none().decided("r1", 1).decided("r2", 2);

        assertThat(two.records()).containsExactly(RenderRecord.decided("r1", 1), RenderRecord.decided("r2", 2));
        for (Renders changed : List.of(
                two.followed("r2"),
                two.foundExisting("r2"),
                two.resumed("r2"),
                two.ended("r2", FAILED),
                two.again(2, Optional.of(RenderPurpose.ADOPT)))) {
            assertThat(changed.record("r1")).isEqualTo(two.record("r1"));
            assertThat(changed.record("r2")).isNotEqualTo(two.record("r2"));
            assertThat(changed.records()).hasSize(2);
        }
    }

    @Test
    void theLastRenderOfAnExportIsResumed() {
        Renders renders = Renders.none()
                .decided("r1", 1)
                .ended("r1", FAILED)
                .decided("r2", 1)
                .ended("r2", FAILED);

        Renders again = renders.again(1, Optional.empty());

        assertThat(again.record("r1")).isEqualTo(renders.record("r1"));
        assertThat(again.live(1)).map(RenderRecord::renderId).contains("r2");
        assertThat(again.last(1)).isEqualTo(again.live(1));
        assertThat(renders.live(1)).isEmpty();
        assertThat(renders.last(2)).isEmpty();
        assertThatThrownBy(() -> renders.again(2, Optional.empty())).hasMessage("export 2 has no render");
        assertThatThrownBy(() -> renders.record("r3")).hasMessage("no render r3");
    }

    @Test
    void aRenderDisplacedByOneOfAnotherDraftIsFound() {
        Renders renders = Renders.none()
                .decided("render_1_1_1-aaa", 1)
                .decided("render_1_2_1-aaa", 2)
                .foundExisting("render_1_2_1-aaa");

        assertThat(renders.displacedBy("render_1_2_1-bbb"))
                .map(RenderRecord::renderId)
                .contains("render_1_2_1-aaa");
        assertThat(renders.displacedBy("render_1_1_1-bbb")).isEmpty();
    }

    private static Turn.ExportTurn export(boolean stopping) {
        return new Turn.ExportTurn(
                TurnHeader.queued(1, 1).running(), new TurnSpec.Export(Optional.empty()), Optional.empty(), stopping);
    }
}
