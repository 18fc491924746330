package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendSideTest {
    private static final BackendSession SESSION = new BackendSession("s1", Optional.of("t1"), Optional.empty());

    private static final TimelineSnapshot TIMELINE = new TimelineSnapshot(
            "print",
            new MediaRef("draft", 1, "draft.json", "application/json"),
            "Timeline",
            1000,
            true,
            List.of(),
            2,
            List.of());

    private static MediaListing listing(String hash, int count) {
        return new MediaListing(new MediaRef(hash, 1, "files.json", "application/json"), count);
    }

    private static UploadReport report(MediaListing held, MediaListing kept) {
        return new UploadReport(Optional.of(held), Optional.of(kept), FileNames.none(), FileNames.none());
    }

    private static BackendSide activeSide() {
        return BackendSide.initial()
                .opened(SESSION)
                .usingToken(3)
                .verified(TIMELINE)
                .uploaded(report(listing("held", 2), listing("kept", 2)));
    }

    @Test
    void aSessionStartsEmpty() {
        BackendSide fresh = BackendSide.initial();

        assertThat(fresh.session()).isEmpty();
        assertThat(fresh.timeline()).isEmpty();
        assertThat(fresh.fileCount()).isZero();
        assertThat(fresh.uploadEverything()).isEmpty();
    }

    @Test
    void eachTransitionChangesOnlyItsPart() {
        BackendSide side = activeSide();

        assertThat(side.session()).contains(SESSION);
        assertThat(side.tokenGeneration()).isEqualTo(3);
        assertThat(side.timeline()).contains(TIMELINE);
        assertThat(side.media()).contains(listing("held", 2));
        assertThat(side.kept()).contains(listing("kept", 2));
    }

    @Test
    void anUploadReplacesTheListsWithTheReportedOnes() {
        BackendSide side = activeSide().uploaded(report(listing("more", 5), listing("all", 4)));

        assertThat(side.media()).contains(listing("more", 5));
        assertThat(side.kept()).contains(listing("all", 4));
    }

    @Test
    void aRebuildClearsTheBackendSessionAndKeepsTheFiles() {
        BackendSide anew = activeSide().startedOver();

        assertThat(anew.session()).isEmpty();
        assertThat(anew.timeline()).isEmpty();
        assertThat(anew.media()).isEmpty();
        assertThat(anew.kept()).contains(listing("kept", 2));
        assertThat(anew.tokenGeneration()).as("the account is the same").isEqualTo(3);
    }

    @Test
    void aRebuildUploadsEveryKeptFileOnce() {
        TurnSpec.AddMedia again = activeSide().startedOver().uploadEverything().orElseThrow();

        assertThat(again.files()).isEqualTo(listing("kept", 2));
        assertThat(again.addDuplicates()).isTrue();
        assertThat(again.fileCount()).isEqualTo(2);
    }

    @Test
    void filesThatWereAddedAgainAreCountedEachTime() {
        assertThat(activeSide()
                        .uploaded(report(listing("held", 7), listing("kept", 2)))
                        .fileCount())
                .isEqualTo(7);
        assertThat(activeSide().startedOver().fileCount())
                .as("what waits for a rebuild")
                .isEqualTo(2);
    }

    @Test
    void filesThatARebuildUploadsAgainAreNotCountedTwice() {
        SessionState state = SessionState.fresh().withBackend(side -> activeSide());

        SessionState anew = state.rebuilt(
                new RebuildSession("r", RebuildSession.Replay.NONE, Optional.empty()), EditHistory.empty());

        assertThat(anew.queue().queued()).extracting(t -> t.spec().fileCount()).containsExactly(2);
        assertThat(anew.fileCount()).isEqualTo(2);
        SessionState more = anew.withQueue(q -> q.enqueue(
                "m",
                List.of(new TurnSpec.AddMedia(listing("new", 3), new FileNames(3, List.of()), false)),
                Optional.empty()));
        assertThat(more.fileCount()).isEqualTo(5);
    }
}
