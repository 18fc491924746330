package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.timeline.TimelineDetail;
import io.longtake.workflows.timeline.TimelineSegment;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Transitions of the state, without Temporal. */
class SessionStateTest {
    private static final MediaRef DOCUMENT = new MediaRef("archive", 1, "archive.json", "application/json");

    @Test
    void aLimitAppliesToAWholeGroupIncludingArchivedTurns() {
        int edits = Limits.KEPT_TURNS + 20;
        SessionState state = SessionState.fresh()
                .withQueue(q -> q.enqueue("r", Collections.nCopies(edits + 1, edit("x")), Optional.of(1_000.0)));
        for (int number = 1; number <= edits; number++) {
            state = done(state, number, number == 3 ? 7 : 2);
        }

        SessionState halfway = archived(state);
        assertThat(halfway.queue().turns()).as("some are in the archive").hasSizeLessThan(edits);
        assertThat(halfway.spentBy(1)).isEqualTo(2.0 * edits + 5);
        assertThat(halfway.mostExpensiveEdit()).isEqualTo(7);
        assertThat(archived(halfway).spentBy(1)).as("nothing is counted twice").isEqualTo(2.0 * edits + 5);

        SessionState over = archived(done(halfway, edits + 1, 2));
        assertThat(over.archive().spending())
                .as("nothing is kept of finished groups")
                .isEmpty();
        assertThat(over.mostExpensiveEdit()).isEqualTo(7);
    }

    @Test
    void aRebuildRepeatsArchivedEditsFirstAndAllInOriginalOrder() {
        SessionState state = SessionState.fresh().withQueue(q -> q.enqueue("a", List.of(edit("lost")), Optional.empty())
                .enqueue("b", List.of(edit("later")), Optional.empty())
                .begin(1)
                .end(1, unknown())
                .repeated(1, 0));
        state = done(done(state, 3, 1), 2, 1);

        EditRecord first = new EditRecord(90, new TurnSpec.Edit("first"), 90, Optional.empty());
        SessionState anew = state.rebuilt(rebuild("r", RebuildSession.Replay.ALL), new EditHistory(List.of(first)));

        assertThat(anew.queue().queued())
                .extracting(t -> ((TurnSpec.Edit) t.spec()).prompt())
                .containsExactly("first", "lost", "later");
    }

    @Test
    void theStateOfASessionWithTenThousandFilesAndThreeThousandTurnsIsSmall() throws IOException {
        SessionState state = SessionState.fresh().verified(timeline());
        for (int number = 1; number <= 3_000; number++) {
            int id = number;
            TurnSpec spec = number % 150 == 1
                    ? media(Limits.FILES_PER_REQUEST)
                    : number % 10 == 0
                            ? new TurnSpec.Export(
                                    Optional.of(new Delivery("0".repeat(32), "/home/me/films/f" + id + ".mp4")))
                            : edit("make it a little brighter, please");
            state = state.withQueue(q -> q.enqueue(UUID.randomUUID().toString(), List.of(spec), Optional.empty())
                    .begin(id));
            if (spec instanceof TurnSpec.AddMedia) {
                int files = Math.min(Limits.FILES_PER_SESSION, (number / 150 + 1) * Limits.FILES_PER_REQUEST);
                state = state.withBackend(b -> b.uploaded(new UploadReport(
                        Optional.of(listing(files)), Optional.of(listing(files)), FileNames.none(), FileNames.none())));
            } else if (spec instanceof TurnSpec.Export) {
                state = state.withQueue(q -> q.freeze(id, timeline().draft()))
                        .withRenders(r -> r.decided(renderId(id), id).ended(renderId(id), film(id)));
            } else {
                state = state.baseline(id, timeline()).withQueue(q -> q.cost(id, 2.5));
            }
            state = state.withQueue(q -> q.end(id, TurnEnd.done("The picture is brighter now. ".repeat(12))));
            while (state.queue().archiveIsDue()) {
                ArchiveTurns old = state.nextForArchive("holiday").orElseThrow();
                assertThat(bytes(old)).isLessThan(BOUND);
                state = state.archived(old, DOCUMENT);
            }
            if (number % 50 == 0) {
                assertThat(bytes(state)).as("after %d turns", number).isLessThan(BOUND);
                assertThat(bytes(SessionView.of(SPEC, state, ""))).isLessThan(BOUND);
            }
        }
        assertThat(state.fileCount()).isEqualTo(Limits.FILES_PER_SESSION);
        assertThat(bytes(new EnqueueTurns(
                        "r", List.of(media(Limits.FILES_PER_REQUEST)), Optional.of(SPEC), Optional.empty())))
                .isLessThan(2_000);
    }

    private static final int BOUND = 64 << 10;
    private static final SessionSpec SPEC =
            new SessionSpec("holiday", "account-1", "studio", "en", SessionPolicy.defaults(), true);

    private static int bytes(Object payload) throws IOException {
        return Payloads.mapper().writeValueAsBytes(payload).length;
    }

    private static MediaListing listing(int count) {
        return new MediaListing(
                new MediaRef("%064x".formatted(count), 4_000_000, "list-of-files.json", "application/json"), count);
    }

    private static TurnSpec.AddMedia media(int count) {
        return new TurnSpec.AddMedia(
                listing(count), new FileNames(count, Collections.nCopies(10, "IMG_20260712_080910.jpg")), false);
    }

    private static String renderId(int export) {
        return "render_0123456789abcdef_" + export + "_1-" + "f".repeat(16);
    }

    private static RenderOutcome film(int export) {
        MediaRef file = new MediaRef("%064x".formatted(export), 12_345_678, "film.mp4", "video/mp4");
        return new RenderOutcome.Completed(new Video(file, 1920, 1080, 30_000), true, Optional.empty());
    }

    /** The visible part of a long video's timeline. */
    private static TimelineSnapshot timeline() {
        List<TimelineSegment> segments = Collections.nCopies(
                20, new TimelineSegment("IMG_20260712_080910.jpg, a lake at dawn", 100_000, 104_000, Optional.of(80)));
        return new TimelineSnapshot(
                "a".repeat(64),
                new MediaRef("b".repeat(64), 2_000_000, "draft.json", "application/json"),
                "Timeline (4 tracks): " + "video, ".repeat(20),
                3_600_000,
                true,
                Collections.nCopies(4, new TimelineTrack(TrackType.VIDEO, segments, 900)),
                10_000,
                List.of(new TimelineDetail("", "motion", Collections.nCopies(200, "slow zoom in"))));
    }

    @Test
    void aFullSessionFitsIntoThePayloadForTheNextRun() throws IOException {
        SessionState state = SessionState.fresh();
        for (int edits = 0; edits < Limits.KEPT_TURNS; edits++) {
            state = next(state, edit("更亮"), "做好了".repeat(1_000));
        }
        state = state.withQueue(q -> q.enqueue(
                "q",
                List.of(edit("亮".repeat(Limits.QUEUED_CHARACTERS / 2)), edit("亮".repeat(Limits.QUEUED_CHARACTERS / 2))),
                Optional.empty()));

        assertThat(Payloads.mapper().writeValueAsBytes(state)).hasSizeLessThan(2 << 20);
    }

    @Test
    void anIncompleteReplayContinuesInTheSameBackendSessionWithTheRemainingLimit() {
        SessionState state = SessionState.fresh()
                .withQueue(q -> q.enqueue("a", List.of(edit("one"), edit("two"), edit("three")), Optional.empty()));
        state = done(done(done(state, 1, 2), 2, 2), 3, 2).forgotten();
        state = state.rebuilt(
                new RebuildSession("r", RebuildSession.Replay.ALL, Optional.of(9.0)), EditHistory.empty());
        state = done(state, 4, 4)
                .withQueue(q -> q.begin(5).end(5, TurnEnd.failed(new Failure(FailureType.BACKEND_TROUBLE, "502"))));

        SessionState on = state.rebuilt(
                new RebuildSession("r-2", RebuildSession.Replay.REST, Optional.of(9.0)), EditHistory.empty());

        assertThat(on.queue().backendSessionFirstTurn()).isEqualTo(state.queue().backendSessionFirstTurn());
        assertThat(on.queue().queued())
                .extracting(Turn::spec)
                .containsExactly(new TurnSpec.Edit("two").replaying(2), new TurnSpec.Edit("three").replaying(3));
        assertThat(on.queue().queued()).extracting(Turn::maxCredits).containsOnly(Optional.of(5.0));

        SessionState anew = state.forgotten()
                .rebuilt(new RebuildSession("r-2", RebuildSession.Replay.REST, Optional.of(9.0)), EditHistory.empty());
        assertThat(anew.queue().backendSessionFirstTurn()).as("forgotten again").isEqualTo(7);
        assertThat(anew.queue().queued()).hasSize(3);
        assertThat(anew.queue().queued())
                .extracting(Turn::maxCredits)
                .as("the cost of the forgotten part counts")
                .containsOnly(Optional.of(5.0));
    }

    @Test
    void aRepeatedEditHasTheRemainingLimitOfItsGroup() {
        SessionState state = SessionState.fresh()
                .withQueue(q -> q.enqueue("a", List.of(edit("one"), edit("two"), edit("three")), Optional.of(9.0)));
        state = done(state, 1, 4).withQueue(q -> q.begin(2).cost(2, 3).end(2, unknown()));

        SessionState again = state.repeated(2);

        assertThat(again.queue().queued()).extracting(Turn::maxCredits).containsOnly(Optional.of(2.0));
        SessionState overspent = state.withQueue(q -> q.cost(2, 30)).repeated(2);
        assertThat(overspent.queue().queued()).extracting(Turn::maxCredits).containsOnly(Optional.of(0.0));
    }

    @Test
    void theSpendingOfAnArchivedGroupIsKeptWhileItsEditsMayBeRepeated() {
        int edits = Limits.KEPT_TURNS + 10;
        SessionState state = SessionState.fresh()
                .withQueue(q -> q.enqueue("r", Collections.nCopies(edits + 1, edit("x")), Optional.of(200.0)));
        for (int number = 1; number <= edits; number++) {
            state = done(state, number, 2);
        }
        state = archived(state.withQueue(q -> q.begin(edits + 1).end(edits + 1, unknown())));
        assertThat(state.archive().turns()).isPositive();

        assertThat(state.repeated(edits + 1).queue().queued())
                .extracting(Turn::maxCredits)
                .containsExactly(Optional.of(200.0 - 2 * edits));
    }

    @Test
    void oldTurnsAreArchivedInDocumentsThatFitIntoAPayload() throws IOException {
        SessionState state = SessionState.fresh();
        for (int edits = 0; edits < Limits.KEPT_TURNS + 200; edits++) {
            state = next(state, edit("更亮"), "做好了\n".repeat(edits % 2 == 0 ? 750 : 1));
        }
        List<Turn> overdue = state.queue().overdue();

        List<Turn> archived = new ArrayList<>();
        for (Optional<ArchiveTurns> piece = state.nextForArchive("s");
                piece.isPresent();
                piece = state.nextForArchive("s")) {
            assertThat(bytes(piece.get())).isLessThan(BOUND);
            assertThat(piece.get().turns().stream().mapToInt(Turn::bytes).sum())
                    .isLessThanOrEqualTo(Limits.ARCHIVED_BYTES);
            archived.addAll(piece.get().turns());
            state = state.archived(piece.get(), DOCUMENT);
        }

        assertThat(archived).extracting(Turn::number).containsExactlyElementsOf(numbers(overdue));
        assertThat(state.queue().overdue()).isEmpty();
        assertThat(state.queue().overdueRequests()).isEmpty();
        assertThat(state.archive().turns()).isEqualTo(archived.size());
    }

    private static List<Integer> numbers(List<Turn> turns) {
        return turns.stream().map(Turn::number).toList();
    }

    private static RebuildSession rebuild(String id, RebuildSession.Replay replay) {
        return new RebuildSession(id, replay, Optional.empty());
    }

    private static TurnEnd unknown() {
        return TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows"));
    }

    private static SessionState done(SessionState state, int number, double credits) {
        return state.withQueue(q -> q.begin(number).cost(number, credits).end(number, TurnEnd.done("did it")));
    }

    /** Adds one more turn that is done. */
    private static SessionState next(SessionState state, TurnSpec spec, String report) {
        int number = state.queue().nextNumber();
        return state.withQueue(q -> q.enqueue("r" + number, List.of(spec), Optional.empty())
                .begin(number)
                .end(number, TurnEnd.done(report)));
    }

    private static SessionState archived(SessionState state) {
        SessionState less = state;
        for (Optional<ArchiveTurns> piece = less.nextForArchive("s");
                piece.isPresent();
                piece = less.nextForArchive("s")) {
            less = less.archived(piece.get(), DOCUMENT);
        }
        return less;
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }
}
