package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.batch.RowStatus.Step;
import io.longtake.cli.session.SessionViews;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.chat.MessageReading.Choice;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.EditEffect;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowStatusTest {
    private static final Path OUTPUT = Path.of("/films/a.mp4");
    private static final MediaListing FILES =
            new MediaListing(new MediaRef("00", 1, "files.json", "application/json"), 0);
    private static final Failure WHY = new Failure(FailureType.BACKEND_TROUBLE, "it said no");

    @Test
    void aRenderedFilmIsMadeEvenInAClosedSession() {
        var done = new RenderOutcome.Completed(
                new Video(new MediaRef("00", 1, "a.mp4", "video/mp4"), 16, 16, 1000), true, Optional.empty());
        var render = new RenderRecord("r1", 3, Optional.of(done), 1, false, Optional.empty(), false);

        assertThat(rowStatus(SessionPhase.CLOSED, List.of(render), TurnStatus.DONE, TurnStatus.DONE, TurnStatus.DONE))
                .isEqualTo(new RowStatus.Made(render, done));
    }

    @Test
    void queuedAndRunningRowsAreAtWork() {
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.DONE, TurnStatus.RUNNING, TurnStatus.QUEUED))
                .isInstanceOf(RowStatus.AtWork.class);
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.QUEUED, TurnStatus.QUEUED, TurnStatus.QUEUED))
                .isInstanceOf(RowStatus.AtWork.class);
    }

    @Test
    void afterAFailedExportOnlyTheExportIsMissing() {
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.DONE, TurnStatus.DONE, TurnStatus.FAILED))
                .isInstanceOfSatisfying(RowStatus.Broken.class, broken -> {
                    assertThat(broken.from()).isEqualTo(Step.EXPORT);
                    assertThat(broken.attempt()).as("the turn it starts with").isEqualTo(4);
                    assertThat(broken.why()).contains(WHY);
                });
    }

    @Test
    void afterAFailedEditNothingIsUploadedAgain() {
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.DONE, TurnStatus.FAILED, TurnStatus.CANCELLED))
                .isInstanceOfSatisfying(RowStatus.Broken.class, broken -> assertThat(broken.from())
                        .isEqualTo(Step.EDIT));
    }

    @Test
    void afterAFailedUploadEverythingIsMissing() {
        assertThat(rowStatus(
                        SessionPhase.OPEN, List.of(), TurnStatus.FAILED, TurnStatus.CANCELLED, TurnStatus.CANCELLED))
                .isInstanceOfSatisfying(RowStatus.Broken.class, broken -> assertThat(broken.from())
                        .isEqualTo(Step.MEDIA));
    }

    @Test
    void anEditWithAnUnknownOutcomeIsUnknown() {
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.DONE, TurnStatus.UNKNOWN, TurnStatus.CANCELLED))
                .isInstanceOfSatisfying(RowStatus.Unknown.class, unknown -> assertThat(unknown.edit())
                        .hasValue(2));
    }

    @Test
    void anExportWithAnUnknownOutcomeIsNotRequestedAgain() {
        assertThat(rowStatus(SessionPhase.OPEN, List.of(), TurnStatus.DONE, TurnStatus.DONE, TurnStatus.UNKNOWN))
                .isInstanceOfSatisfying(RowStatus.Unknown.class, unknown -> assertThat(unknown.edit())
                        .isEmpty());
    }

    @Test
    void aForgottenSessionIsSpent() {
        assertThat(rowStatus(
                        SessionPhase.FORGOTTEN, List.of(), TurnStatus.DONE, TurnStatus.FAILED, TurnStatus.CANCELLED))
                .isInstanceOfSatisfying(RowStatus.Spent.class, spent -> assertThat(spent.closed())
                        .isFalse());
    }

    @Test
    void aQuestionAboutTheEditIsKnownWithItsChoices() {
        var question = new Question("Hide picture 2?", List.of(new Choice("yes", "yes, hide it")), true);
        var reading = new MessageReading(true, List.of(), Optional.of(question));
        var why = new Failure(FailureType.NEEDS_ANSWER, "Hide picture 2?");
        var asked = new Turn.EditTurn(
                new TurnHeader(2, 1, TurnStatus.FAILED, "", Optional.of(why), false),
                new TurnSpec.Edit("calm"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new EditEffect(false, Optional.of(reading), Optional.empty())));
        var media = SessionViews.media(1, TurnStatus.DONE, new TurnSpec.AddMedia(FILES, FileNames.none(), true));

        assertThat(RowStatus.of(SessionViews.view(List.of(media, asked), List.of(), 0), OUTPUT))
                .isInstanceOfSatisfying(RowStatus.Broken.class, broken -> {
                    assertThat(broken.from()).isEqualTo(Step.EDIT);
                    assertThat(broken.question()).contains(question);
                });
    }

    private static RowStatus rowStatus(
            SessionPhase phase, List<RenderRecord> renders, TurnStatus media, TurnStatus edit, TurnStatus export) {
        var turns = List.of(
                turn(1, new TurnSpec.AddMedia(FILES, FileNames.none(), true), media),
                turn(2, new TurnSpec.Edit("calm"), edit),
                turn(3, new TurnSpec.Export(Optional.of(new Delivery("home", OUTPUT.toString()))), export));
        var spec = new SessionSpec("s", "account", "http://localhost:1", "en", SessionPolicy.defaults(), false);
        return RowStatus.of(
                new SessionView(
                        spec,
                        phase,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        turns,
                        0,
                        renders,
                        "",
                        Optional.empty(),
                        1,
                        List.of()),
                OUTPUT);
    }

    private static Turn turn(int number, TurnSpec spec, TurnStatus status) {
        var why = status == TurnStatus.FAILED || status == TurnStatus.UNKNOWN
                ? Optional.of(WHY)
                : Optional.<Failure>empty();
        return Turn.queued(number, 1, spec, Optional.empty()).at(new TurnHeader(number, 1, status, "", why, false));
    }
}
