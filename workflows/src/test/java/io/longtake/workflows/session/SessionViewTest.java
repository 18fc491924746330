package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session publishes: its view, its progress, and its description in Temporal's web UI. */
class SessionViewTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("calm");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final MediaRef DRAFT = new MediaRef("draft", 1, "draft.json", "application/json");
    private static final SessionSpec SPEC =
            new SessionSpec("holiday", "account-1", "studio", "en", SessionPolicy.defaults(), true);

    private static SessionState asked(TurnSpec... specs) {
        return SessionState.fresh().withQueue(q -> q.enqueue("a", List.of(specs), Optional.empty()));
    }

    private static TimelineSnapshot timeline(TimelineTrack... tracks) {
        return new TimelineSnapshot("print", DRAFT, "Timeline (1 track)", 1000, true, List.of(tracks), 0, List.of());
    }

    private static TimelineTrack track(TrackType type, int segments) {
        return new TimelineTrack(type, List.of(), segments);
    }

    // ---- view ----

    @Test
    void aViewShowsEveryPartOfTheState() {
        BackendSession there = new BackendSession("s1", Optional.empty(), Optional.empty());
        MediaListing held = new MediaListing(DRAFT, 1);
        SessionState state = asked(EDIT, EXPORT)
                .verified(timeline())
                .withBackend(b -> b.opened(there)
                        .uploaded(new UploadReport(
                                Optional.of(held), Optional.empty(), FileNames.none(), FileNames.none())))
                .withRenders(r -> r.decided("r", 2));
        state = state.archived(
                new ArchiveTurns(
                        "holiday", Optional.empty(), state.queue().turns().subList(0, 1), List.of(), List.of()),
                DRAFT);

        assertThat(SessionView.of(SPEC, state, "reading"))
                .isEqualTo(new SessionView(
                        SPEC,
                        SessionPhase.OPEN,
                        Optional.of(there),
                        Optional.of(timeline()),
                        Optional.of(held),
                        state.queue().turns(),
                        1,
                        state.renders().records(),
                        "reading",
                        Optional.of(DRAFT),
                        1,
                        List.of()));
    }

    @Test
    void olderTurnsAndRendersComeFirst() {
        SessionState old = asked(EDIT, EXPORT).withRenders(r -> r.decided("old", 2));
        SessionState now = SessionState.fresh()
                .withQueue(q -> q.enqueue("b", List.of(EDIT), Optional.empty()))
                .withRenders(r -> r.decided("new", 1));
        SessionView view = SessionView.of(SPEC, now, "");

        SessionView whole = view.withOlder(old.queue().turns(), old.renders().records());

        assertThat(whole.turns())
                .hasSize(3)
                .startsWith(old.queue().turn(1))
                .endsWith(now.queue().turn(1));
        assertThat(whole.renders()).extracting(RenderRecord::renderId).containsExactly("old", "new");
        assertThat(whole.spec()).isEqualTo(SPEC);
        assertThat(view.withOlder(List.of(), List.of())).isEqualTo(view);
    }

    @Test
    void aSessionIsIdleWhenNothingWaitsRunsOrRenders() {
        assertThat(idle(SessionState.fresh())).isTrue();
        assertThat(idle(asked(EDIT))).isFalse();
        assertThat(idle(asked(EDIT).withQueue(q -> q.begin(1)))).isFalse();
        SessionState done = asked(EXPORT).withQueue(q -> q.begin(1).end(1, TurnEnd.done("did it")));
        assertThat(idle(done)).isTrue();
        SessionState renders = done.withRenders(r -> r.decided("r", 1));
        assertThat(idle(renders)).isFalse();
        assertThat(idle(renders.withRenders(r -> r.ended("r", new RenderOutcome.Cancelled()))))
                .isTrue();
    }

    /** Checks that view and progress agree. */
    private static boolean idle(SessionState state) {
        boolean idle = SessionView.of(SPEC, state, "").idle();
        assertThat(SessionProgress.of(state, "1", "", Optional.empty()).idle()).isEqualTo(idle);
        return idle;
    }

    // ---- progress ----

    @Test
    void progressShowsTheTurnOfTheOrderedLaneAndTheRendersThatHaveNotEnded() {
        SessionState state = asked(EXPORT, EXPORT, EDIT, EDIT)
                .freeze(1, timeline())
                .withQueue(q -> q.begin(3).withReport(3, "half"))
                .withRenders(r -> r.decided("ended", 1)
                        .ended("ended", new RenderOutcome.Cancelled())
                        .decided("live", 1));

        assertThat(SessionProgress.of(state, "7", "sending", Optional.of("no route")))
                .isEqualTo(new SessionProgress(
                        "7",
                        SessionPhase.OPEN,
                        "sending",
                        Optional.of(state.queue().turn(3).header()),
                        2,
                        Optional.of("no route"),
                        state.renders().of(1).subList(1, 2)));
    }

    @Test
    void anExportRunsInTheOrderedLaneUntilItsDraftIsFrozen() {
        SessionState begun = asked(EXPORT).withQueue(q -> q.begin(1));

        assertThat(SessionProgress.of(begun, "1", "", Optional.empty()).running())
                .contains(begun.queue().turn(1).header());
        SessionProgress frozen = SessionProgress.of(begun.freeze(1, timeline()), "1", "", Optional.empty());
        assertThat(frozen.running()).isEmpty();
    }

    // ---- description ----

    @Test
    void theDetailsOfANewSessionAreShort() {
        assertThat(SessionDetails.tell(SPEC, SessionState.fresh(), " "))
                .isEqualTo("**Session holiday** at studio, open.\n\nNo timeline yet.\n");
    }

    @Test
    void theDetailsShowTheCurrentActionAndTheTurnsByNumber() {
        SessionState state = asked(EDIT, EXPORT)
                .withQueue(q -> q.begin(1)
                        .followedBy(1, EXPORT)
                        .end(1, TurnEnd.failed(new Failure(FailureType.BACKEND_REFUSED, "no | never\n\n  again"))))
                .verified(timeline());

        assertThat(SessionDetails.tell(SPEC, state, "waiting")).isEqualTo("""
            **Session holiday** at studio, open.

            Now: waiting

            Timeline (1 track)

            | turn | request | status | report |
            |---|---|---|---|
            | 1 | edit: calm | failed | no \\| never again |
            | 2 | export | cancelled | Not started, because turn 1 of the same request failed. |
            | 3 | export | cancelled | Not started, because turn 1 of the same request failed. |\
            """);
    }

    @Test
    void theDetailsShowTheLastTwelveTurnsAndCountTheArchive() {
        SessionState state = asked(Collections.nCopies(14, EDIT).toArray(TurnSpec[]::new));
        state = state.archived(
                new ArchiveTurns(
                        "holiday", Optional.empty(), state.queue().turns().subList(0, 1), List.of(), List.of()),
                DRAFT);

        assertThat(SessionDetails.tell(SPEC, state, ""))
                .contains("| 3 | edit", "| 14 | edit", "\n\n1 older turn is in the archive.")
                .doesNotContain("| 2 | edit");
    }

    @Test
    void aLongCellIsCutWithAnEllipsis() {
        String most = "x".repeat(160 - "edit: ".length());

        assertThat(SessionDetails.tell(SPEC, asked(new TurnSpec.Edit(most)), ""))
                .contains("| edit: " + most + " |");
        assertThat(SessionDetails.tell(SPEC, asked(new TurnSpec.Edit(most + "y")), ""))
                .contains("| edit: " + most.substring(1) + "… |");
    }

    @Test
    void aRequestForFilesNamesThreeOfThem() {
        assertThat(SessionDetails.turnText(new TurnSpec.AddMedia(
                        new MediaListing(DRAFT, 9), new FileNames(9, List.of("a", "b", "c", "d")), false)))
                .isEqualTo("add a, b, c and 6 more");
        assertThat(SessionDetails.turnText(new TurnSpec.Unrecognized())).isEqualTo("unknown");
    }

    // ---- second stage ----

    @Test
    void aSecondStageIsDueIfOnlyShotsAreNewAndMoreWasRequested() {
        List<Expectation> more = List.of(Expectation.SOUND_OR_TEXT);
        TimelineSnapshot nothing = timeline(track(TrackType.VIDEO, 0), track(TrackType.AUDIO, 1));
        TimelineSnapshot pictures = timeline(track(TrackType.VIDEO, 2), track(TrackType.AUDIO, 0));

        assertThat(SecondStage.isDue(more, nothing, pictures)).isTrue();
        assertThat(SecondStage.isDue(List.of(), nothing, pictures))
                .as("nothing more was requested")
                .isFalse();
        assertThat(SecondStage.isDue(more, pictures, pictures))
                .as("they existed before")
                .isFalse();
        assertThat(SecondStage.isDue(more, nothing, nothing))
                .as("they do not exist")
                .isFalse();
        assertThat(SecondStage.isDue(more, nothing, timeline(track(TrackType.VIDEO, 2), track(TrackType.AUDIO, 1))))
                .as("the sound was added with them")
                .isFalse();
    }
}
