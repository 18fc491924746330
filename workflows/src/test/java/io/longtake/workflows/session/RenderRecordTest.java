package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One render, and the workflow that follows it. */
class RenderRecordTest {
    private static final RenderOutcome UNKNOWN =
            new RenderOutcome.Unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows"));
    private static final RenderRecord DECIDED = RenderRecord.decided("render_1_2_1-aaa", 2);

    private static RenderRecord record(
            Optional<RenderOutcome> outcome,
            int follower,
            boolean waiting,
            Optional<RenderPurpose> aim,
            boolean startedBeforeReset) {
        return new RenderRecord("render_1_2_1-aaa", 2, outcome, follower, waiting, aim, startedBeforeReset);
    }

    @Test
    void aDecidedRenderWaitsForItsFirstWorkflow() {
        assertThat(DECIDED).isEqualTo(record(Optional.empty(), 1, true, Optional.empty(), false));
        assertThat(DECIDED.workflowId()).isEqualTo("render-render_1_2_1");
    }

    @Test
    void aFollowedRenderNoLongerWaits() {
        assertThat(DECIDED.followed()).isEqualTo(record(Optional.empty(), 1, false, Optional.empty(), false));
    }

    @Test
    void aRenderStartedBeforeKeepsItsFollowerAndAim() {
        assertThat(DECIDED.again(Optional.of(RenderPurpose.CANCEL)).foundExisting())
                .isEqualTo(record(Optional.empty(), 2, false, Optional.of(RenderPurpose.CANCEL), true));
        assertThat(DECIDED.followed().foundExisting().ended(UNKNOWN))
                .isEqualTo(record(Optional.of(UNKNOWN), 1, false, Optional.empty(), true));
    }

    @Test
    void anEndedRenderWaitsForNothing() {
        assertThat(DECIDED.again(Optional.of(RenderPurpose.ADOPT)).ended(UNKNOWN))
                .isEqualTo(record(Optional.of(UNKNOWN), 2, false, Optional.of(RenderPurpose.ADOPT), false));
    }

    @Test
    void aResumedRenderHasANewFollowerWithItsOwnAim() {
        RenderRecord again = DECIDED.followed().foundExisting().ended(UNKNOWN).again(Optional.of(RenderPurpose.ADOPT));

        assertThat(again).isEqualTo(record(Optional.empty(), 2, true, Optional.of(RenderPurpose.ADOPT), false));
        assertThat(again.workflowId()).isEqualTo("render-render_1_2_1-2");
        assertThat(again.again(Optional.empty()).aim()).isEmpty();
    }

    @Test
    void aFollowerThatReplacesALostOneSubmitsNothingAndKeepsTheAim() {
        RenderRecord there = DECIDED.followed().foundExisting();

        assertThat(there.resumed())
                .isEqualTo(record(Optional.empty(), 2, true, Optional.of(RenderPurpose.FOLLOW), false));
        assertThat(DECIDED.again(Optional.of(RenderPurpose.CANCEL))
                        .foundExisting()
                        .resumed())
                .isEqualTo(record(Optional.empty(), 3, true, Optional.of(RenderPurpose.CANCEL), false));
    }

    @Test
    void aReportOfAnotherDraftAtTheSamePlaceDisplacesARenderStartedBefore() {
        RenderRecord there = DECIDED.followed().foundExisting();

        assertThat(there.isDisplacedBy("render_1_2_1-bbb")).isTrue();
        assertThat(there.isDisplacedBy("render_1_2_1-aaa")).as("its own").isFalse();
        assertThat(there.isDisplacedBy("render_1_2_2-bbb"))
                .as("another attempt")
                .isFalse();
        assertThat(DECIDED.followed().isDisplacedBy("render_1_2_1-bbb"))
                .as("started by this run")
                .isFalse();
        assertThat(there.ended(UNKNOWN).isDisplacedBy("render_1_2_1-bbb"))
                .as("ended")
                .isFalse();
    }

    @Test
    void anIdNamesTheRunTheExportTheAttemptAndTheDraft() {
        String id = RenderId.of("0123-4567", 2, 1, draft("0123456789abcdef"));

        assertThat(id).isEqualTo("render_01234567_2_1-0123456789ab");
        assertThat(RenderId.place(id)).isEqualTo("render_01234567_2_1");
        assertThat(RenderId.of("0123-4567", 2, 1, draft("short"))).isEqualTo("render_01234567_2_1-short");
        assertThat(RenderId.place("of-somebody-else")).isEqualTo("of");
        assertThat(RenderId.place("plain")).isEqualTo("plain");
    }

    private static MediaRef draft(String hash) {
        return new MediaRef(hash, 1, "draft.json", "application/json");
    }
}
