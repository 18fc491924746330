package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.session.SessionViews;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.EditRecord;
import io.longtake.workflows.session.RebuildSession.Replay;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    /** A session that was rebuilt with its third turn. */
    private static final SessionView REBUILT = SessionViews.rebuiltWith(3);

    @Test
    void aNewRebuildDiscardsTheTimelineThatTheBackendHas() {
        assertThat(RebuildCommand.discardsEdits(false, Replay.ALL, REBUILT, history(edit(1, 1))))
                .isTrue();
        assertThat(RebuildCommand.discardsEdits(false, Replay.NONE, REBUILT, EditHistory.empty()))
                .isTrue();
    }

    @Test
    void aResumedRebuildDiscardsEditsMadeSinceItStarted() {
        var begun = history(edit(1, 4), edit(2, 2));
        assertThat(RebuildCommand.discardsEdits(true, Replay.REST, REBUILT, begun))
                .isFalse();
        var nothingDone = history(edit(1, 1), edit(2, 2));
        assertThat(RebuildCommand.discardsEdits(true, Replay.REST, REBUILT, nothingDone))
                .isFalse();
        assertThat(RebuildCommand.discardsEdits(true, Replay.NONE, REBUILT, nothingDone))
                .isFalse();

        var editedSince = history(edit(1, 1), edit(2, 2), edit(5, 5));
        assertThat(RebuildCommand.discardsEdits(true, Replay.REST, REBUILT, editedSince))
                .isTrue();
        assertThat(RebuildCommand.discardsEdits(true, Replay.NONE, REBUILT, editedSince))
                .isTrue();
        assertThat(RebuildCommand.discardsEdits(true, Replay.REST, REBUILT, history(edit(1, 4), edit(5, 5))))
                .as("the rest is made after it")
                .isFalse();
    }

    @Test
    void theKnownCostOfTheEditsIsShown() {
        assertThat(RebuildCommand.cost(List.of(costing(4.0))))
                .isEqualTo("Rebuilding repeats 1 edit, which cost 4 credits last time.");
        assertThat(RebuildCommand.cost(List.of(costing(4.0), edit(2, 2))))
                .isEqualTo("Rebuilding repeats 2 edits, of which 1 cost 4 credits last time; the cost of the others is"
                        + " unknown.");
        assertThat(RebuildCommand.cost(List.of(edit(2, 2))))
                .isEqualTo("Rebuilding repeats 1 edit. The cost is unknown.");
    }

    private static EditHistory history(EditRecord... edits) {
        return new EditHistory(Stream.of(edits).toList());
    }

    private static EditRecord edit(int number, int latest) {
        return new EditRecord(number, new TurnSpec.Edit("calm"), latest, Optional.empty());
    }

    private static EditRecord costing(double credits) {
        return new EditRecord(1, new TurnSpec.Edit("calm"), 1, Optional.of(credits));
    }

    @Test
    void theNumberOfStoredFilesIsShown() {
        assertThat(RebuildCommand.withFiles(0)).isEqualTo("without files");
        assertThat(RebuildCommand.withFiles(1)).isEqualTo("with the file stored in this home");
        assertThat(RebuildCommand.withFiles(3)).isEqualTo("with the 3 files stored in this home");
    }
}
