package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.Video;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One turn, from the queue to its end. */
class TurnTest {
    private static final MediaRef DRAFT = new MediaRef("draft", 1, "draft.json", "application/json");
    private static final Failure WHY = new Failure(FailureType.OUTCOME_UNKNOWN, "who knows");

    private static TurnHeader queued() {
        return TurnHeader.queued(3, 2);
    }

    private static Turn.EditTurn edit() {
        return (Turn.EditTurn) Turn.queued(3, 2, new TurnSpec.Edit("calm"), Optional.of(9.0));
    }

    private static Turn.ExportTurn export() {
        return (Turn.ExportTurn) Turn.queued(3, 2, new TurnSpec.Export(Optional.empty()), Optional.of(9.0));
    }

    // ---- header ----

    @Test
    void aQueuedTurnHasNeitherReportNorFailure() {
        assertThat(queued()).isEqualTo(new TurnHeader(3, 2, TurnStatus.QUEUED, "", Optional.empty(), false));
    }

    @Test
    void eachTransitionOfAHeaderChangesOnlyItsPart() {
        assertThat(queued().running()).isEqualTo(new TurnHeader(3, 2, TurnStatus.RUNNING, "", Optional.empty(), false));
        assertThat(queued().running().withReport("half"))
                .isEqualTo(new TurnHeader(3, 2, TurnStatus.RUNNING, "half", Optional.empty(), false));
        assertThat(queued().ended(TurnEnd.unknown(WHY)))
                .isEqualTo(new TurnHeader(3, 2, TurnStatus.UNKNOWN, "who knows", Optional.of(WHY), false));
        assertThat(queued().ended(TurnEnd.unknown(WHY)).markSettled())
                .isEqualTo(new TurnHeader(3, 2, TurnStatus.UNKNOWN, "who knows", Optional.of(WHY), true));
        assertThat(queued().ended(TurnEnd.unknown(WHY)).markSettled().running())
                .as("resumed, it keeps its report")
                .isEqualTo(new TurnHeader(3, 2, TurnStatus.RUNNING, "who knows", Optional.of(WHY), true));
    }

    @Test
    void onlyAnUnsettledUnknownEndIsOpen() {
        assertThat(queued().isOpen()).isFalse();
        assertThat(queued().running().isOpen()).isFalse();
        assertThat(queued().ended(TurnEnd.failed(WHY)).isOpen()).isFalse();
        assertThat(queued().ended(TurnEnd.unknown(WHY)).isOpen()).isTrue();
        assertThat(queued().ended(TurnEnd.unknown(WHY)).markSettled().isOpen()).isFalse();
    }

    @Test
    void aGroupCancellationResultsFromAnotherTurn() {
        assertThat(queued().isConsequence()).isFalse();
        assertThat(queued().ended(TurnEnd.failed(WHY)).isConsequence()).isFalse();
        assertThat(queued().ended(TurnEnd.held(new Failure(FailureType.GROUP_CANCELLED, "Turn 2 failed.")))
                        .isConsequence())
                .isTrue();
    }

    // ---- kinds ----

    @Test
    void eachRequestIsQueuedAsATurnOfItsKind() {
        TurnSpec.AddMedia media =
                new TurnSpec.AddMedia(new MediaListing(DRAFT, 1), new FileNames(1, List.of("a.jpg")), false);

        assertThat(Turn.queued(3, 2, media, Optional.of(9.0))).isEqualTo(new Turn.MediaTurn(queued(), media));
        assertThat(edit())
                .isEqualTo(new Turn.EditTurn(
                        queued(), new TurnSpec.Edit("calm"), Optional.of(9.0), Optional.empty(), Optional.empty()));
        assertThat(export())
                .isEqualTo(
                        new Turn.ExportTurn(queued(), new TurnSpec.Export(Optional.empty()), Optional.empty(), false));
        Turn news = Turn.queued(3, 2, new TurnSpec.Unrecognized(), Optional.of(9.0));
        assertThat(news).isEqualTo(new Turn.UnrecognizedTurn(queued()));
        assertThat(news.spec()).isEqualTo(new TurnSpec.Unrecognized());
        assertThat(news.at(queued().running())).isEqualTo(new Turn.UnrecognizedTurn(queued().running()));
        assertThat(news.maxCredits()).as("only edits cost something").isEmpty();
        assertThat(news.cost()).isEmpty();
    }

    @Test
    void anEditKeepsItsResultsInEveryStatus() {
        Turn.EditTurn known = edit().from("print").costing(2.5);

        assertThat(known)
                .isEqualTo(new Turn.EditTurn(
                        queued(), new TurnSpec.Edit("calm"), Optional.of(9.0), Optional.of("print"), Optional.of(2.5)));
        assertThat(known.at(queued().running()))
                .isEqualTo(new Turn.EditTurn(
                        queued().running(),
                        new TurnSpec.Edit("calm"),
                        Optional.of(9.0),
                        Optional.of("print"),
                        Optional.of(2.5)));
    }

    @Test
    void anExportIsRenderingFromItsFreezeToItsEnd() {
        assertThat(export().isRendering()).isFalse();
        assertThat(export().at(queued().running()).isRendering())
                .as("its draft isn't frozen")
                .isFalse();
        Turn.ExportTurn frozen = export().frozen(DRAFT);
        assertThat(frozen.isRendering()).isTrue();
        assertThat(frozen.status()).isEqualTo(TurnStatus.RUNNING);
        assertThat(((Turn.ExportTurn) frozen.ended(TurnEnd.done("Rendered."))).isRendering())
                .isFalse();
    }

    @Test
    void aCancelledExportIsStoppingUntilItsEnd() {
        Turn.ExportTurn stopping = export().stopRequested().frozen(DRAFT);

        assertThat(stopping.stopping()).isTrue();
        assertThat(stopping.draft()).contains(DRAFT);
        assertThat(stopping.at(stopping.header().withReport("stopping")).stopping())
                .isTrue();
        assertThat(stopping.at(stopping.header().ended(TurnEnd.cancelled("Stopped.")))
                        .stopping())
                .isFalse();
    }

    @Test
    void anUnknownEndBlocksTheQueueUnlessItIsOfAnExport() {
        assertThat(edit().blocks()).isFalse();
        assertThat(edit().ended(TurnEnd.unknown(WHY)).blocks()).isTrue();
        assertThat(export().ended(TurnEnd.unknown(WHY)).blocks()).isFalse();
        assertThat(export().isExport()).isTrue();
        assertThat(edit().isExport()).isFalse();
    }

    @Test
    void theTextsOfATurnAreCountedInBytes() {
        Delivery film = new Delivery("home", "/影.mp4");
        int beside = Turn.BYTES_BESIDE_TEXTS;

        assertThat(edit().bytes()).isEqualTo(beside + "calm".length());
        assertThat(edit().ended(TurnEnd.unknown(WHY)).bytes())
                .as("the report, and the failure's message")
                .isEqualTo(beside + "calm".length() + 2 * "who knows".length());
        assertThat(Turn.queued(1, 1, new TurnSpec.Edit("亮", Optional.of(film)), Optional.empty())
                        .bytes())
                .isEqualTo(beside + 3 + 8);
        assertThat(Turn.queued(1, 1, new TurnSpec.Export(Optional.of(film)), Optional.empty())
                        .bytes())
                .isEqualTo(beside + 8);
        assertThat(export().bytes()).isEqualTo(beside);
        TurnSpec media =
                new TurnSpec.AddMedia(new MediaListing(DRAFT, 9), new FileNames(9, List.of("a.jpg", "é.jpg")), false);
        assertThat(Turn.queued(1, 1, media, Optional.empty()).bytes()).isEqualTo(beside + 5 + 6);
    }

    @Test
    void theBytesOfATextAreThoseOfItsEncoding() {
        for (String text : List.of("", "a\u007f", "\u0080é\u07ff", "\u0800山\uffff", "\ud800\udc00🎬")) {
            assertThat(Utf8.bytes(text))
                    .as(text)
                    .isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        }
    }

    // ---- requests ----

    @Test
    void aRequestKnowsItsKindFilesAndCharacters() {
        TurnSpec media = new TurnSpec.AddMedia(new MediaListing(DRAFT, 7), new FileNames(7, List.of()), false);
        TurnSpec export = new TurnSpec.Export(Optional.empty());

        assertThat(List.of(media, new TurnSpec.Edit("calm"), export, new TurnSpec.Unrecognized()))
                .extracting(TurnSpec::kind, TurnSpec::fileCount, TurnSpec::characters)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("media", 7, 0),
                        org.assertj.core.groups.Tuple.tuple("edit", 0, 4),
                        org.assertj.core.groups.Tuple.tuple("export", 0, 0),
                        org.assertj.core.groups.Tuple.tuple("unknown", 0, 0));
    }

    @Test
    void aReplayedEditKeepsItsFilmAndLosesItsOrigin() {
        Optional<Delivery> film = Optional.of(new Delivery("home", "/out.mp4"));
        TurnSpec.Edit first = new TurnSpec.Edit("calm", film);

        assertThat(first.replaying(4)).isEqualTo(new TurnSpec.Edit("calm", film, Optional.of(4)));
        assertThat(first.replaying(4).asFirst()).isEqualTo(first);
    }

    // ---- ends ----

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "RUNNING"})
    void aStatusThatIsNotFinalIsRefusedAsAnEnd(TurnStatus status) {
        assertThat(status.ended()).isFalse();
        assertThatThrownBy(() -> new TurnEnd(status, "", Optional.empty()))
                .hasMessageContaining("a turn can't end as " + status);
    }

    @Test
    void aReportIsCutAtItsLimitWithAnEllipsis() {
        String longest = "x".repeat(Limits.REPORT_CHARACTERS);

        assertThat(TurnEnd.done(longest).report()).isEqualTo(longest);
        assertThat(TurnEnd.done(longest + "y").report())
                .hasSize(Limits.REPORT_CHARACTERS)
                .isEqualTo("x".repeat(Limits.REPORT_CHARACTERS - 1) + "…");
    }

    @Test
    void anEndStatesTheReasonIfThereIsOne() {
        assertThat(TurnEnd.done("did")).isEqualTo(new TurnEnd(TurnStatus.DONE, "did", Optional.empty()));
        assertThat(TurnEnd.cancelled("Stopped."))
                .isEqualTo(new TurnEnd(TurnStatus.CANCELLED, "Stopped.", Optional.empty()));
        assertThat(TurnEnd.failed(WHY)).isEqualTo(new TurnEnd(TurnStatus.FAILED, "who knows", Optional.of(WHY)));
        assertThat(TurnEnd.held(WHY)).isEqualTo(new TurnEnd(TurnStatus.CANCELLED, "who knows", Optional.of(WHY)));
        assertThat(TurnEnd.unknown(WHY)).isEqualTo(new TurnEnd(TurnStatus.UNKNOWN, "who knows", Optional.of(WHY)));
    }

    @Test
    void anExportEndsLikeItsRender() {
        Video video = new Video(new MediaRef("film", 16_209_147, "film.mp4", "video/mp4"), 1920, 1080, 30_500);
        Failure taken = new Failure(FailureType.NOT_POSSIBLE, "The name is taken.");

        assertThat(TurnEnd.of(new RenderOutcome.Completed(video, true, Optional.empty())))
                .isEqualTo(TurnEnd.done("Rendered 1920x1080, 30.5 s, 16.2 MB."));
        assertThat(TurnEnd.of(new RenderOutcome.Completed(video, false, Optional.of(taken)))
                        .report())
                .isEqualTo("Rendered 1920x1080, 30.5 s, 16.2 MB. The name is taken.");
        assertThat(TurnEnd.of(new RenderOutcome.Failed(WHY, true))).isEqualTo(TurnEnd.failed(WHY));
        assertThat(TurnEnd.of(new RenderOutcome.Unknown(WHY))).isEqualTo(TurnEnd.unknown(WHY));
        assertThat(TurnEnd.of(new RenderOutcome.Cancelled())).isEqualTo(TurnEnd.cancelled("The render was cancelled."));
    }
}
