package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.Delivery;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnQueueTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("calm");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final ObjectMapper JSON = Payloads.mapper();
    private static final MediaRef DRAFT = new MediaRef("draft", 1, "draft.json", "application/json");

    @Test
    void turnsOfOneRequestAreAGroupNumberedByTheFirst() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT), Optional.empty())
                .enqueue("b", List.of(EDIT, EXPORT), Optional.of(3.0));

        assertThat(queue.turns()).extracting(Turn::number).containsExactly(1, 2, 3);
        assertThat(queue.turns()).extracting(Turn::group).containsExactly(1, 2, 2);
        assertThat(queue.turn(2).maxCredits()).contains(3.0);
        assertThat(queue.answerTo("b")).contains(List.of(2, 3));
    }

    @Test
    void onlyTheLatestRequestsArePassedToTheNextRun() {
        TurnQueue queue = TurnQueue.empty();
        for (int request = 0; request <= Limits.KEPT_REQUESTS; request++) {
            queue = queue.enqueue("r" + request, List.of(), Optional.empty());
        }

        assertThat(queue.overdueRequests())
                .extracting(HandledRequest::requestId)
                .containsExactly("r0");
        TurnQueue later = queue.without(List.of(), queue.overdueRequests());
        assertThat(later.handled()).hasSize(Limits.KEPT_REQUESTS);
        assertThat(later.answerTo("r0")).isEmpty();
        assertThat(later.answerTo("r1")).isPresent();
    }

    @Test
    void aTurnThatIsNotDoneCancelsTheQueuedTurnsOfItsGroup() {
        TurnQueue queue = group().begin(1).end(1, TurnEnd.failed(new Failure(FailureType.NO_CREDITS, "no credits")));

        assertThat(queue.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.FAILED, TurnStatus.CANCELLED, TurnStatus.CANCELLED);
        assertThat(queue.turn(2).failure()).map(Failure::type).contains(FailureType.GROUP_CANCELLED);
    }

    @Test
    void anUnknownEditBlocksTheQueueUntilItIsSettled() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT), Optional.empty())
                .enqueue("b", List.of(EDIT), Optional.empty());
        TurnQueue doubtful = queue.begin(1).end(1, unknown());

        assertThat(doubtful.next()).isEmpty();
        assertThat(doubtful.settle(1).next()).map(Turn::number).contains(2);
    }

    @Test
    void anUnknownExportBlocksNothing() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EXPORT), Optional.empty())
                .enqueue("b", List.of(EDIT), Optional.empty());

        assertThat(queue.begin(1).end(1, unknown()).next()).map(Turn::number).contains(2);
    }

    @Test
    void aFrozenExportLeavesTheOrderedLane() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EXPORT), Optional.empty());

        assertThat(queue.begin(1).nextExport()).isEmpty();
        TurnQueue frozen = queue.begin(1).freeze(1, DRAFT);
        assertThat(frozen.nextExport()).map(Turn.ExportTurn::draft).contains(Optional.of(DRAFT));
        assertThat(frozen.next()).isEmpty();
    }

    @Test
    void anEndClearsTheStopRequestOfAnExport() {
        TurnQueue stopping = TurnQueue.empty()
                .enqueue("a", List.of(EXPORT), Optional.empty())
                .begin(1)
                .freeze(1, DRAFT)
                .stopRequested(1);
        assertThat(((Turn.ExportTurn) stopping.turn(1)).stopping()).isTrue();

        TurnQueue again = stopping.end(1, unknown()).begin(1);
        assertThat(((Turn.ExportTurn) again.turn(1)).stopping()).isFalse();
    }

    @Test
    void aTurnThatResultsFromAnotherIsQueuedFirst() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT), Optional.of(5.0))
                .enqueue("b", List.of(EDIT), Optional.empty())
                .begin(1)
                .followedBy(1, EXPORT);

        assertThat(queue.turns()).extracting(Turn::number).containsExactly(1, 3, 2);
        assertThat(queue.turn(3).group()).isEqualTo(1);
    }

    @Test
    void anEditWithoutVisibleEffectIsRepeatedWithTheTurnsItCancelled() {
        TurnQueue queue = group().begin(1).end(1, unknown()).repeated(1, 2);

        assertThat(queue.turn(1).settled()).isTrue();
        assertThat(queue.turn(2).settled()).isFalse();
        assertThat(queue.queued()).extracting(Turn::spec).containsExactly(EDIT, EDIT, EXPORT);
        assertThat(queue.queued()).extracting(Turn::number).containsExactly(4, 5, 6);
        assertThat(queue.queued()).extracting(Turn::group).containsOnly(4);
        assertThat(queue.turn(4).maxCredits()).contains(7.0);
    }

    @Test
    void unknownExportsStayInTheStateSoThatTheUserCanSettleThem() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EXPORT), Optional.empty());
        queue = queue.begin(1)
                .end(1, unknown())
                .enqueue("b", Collections.nCopies(Limits.KEPT_TURNS + 20, EDIT), Optional.empty());
        for (int number = 2; number < queue.nextNumber(); number++) {
            queue = queue.begin(number).end(number, TurnEnd.done("did it"));
        }

        assertThat(queue.overdue()).extracting(Turn::number).doesNotContain(1).contains(2);
        assertThat(queue.settle(1).overdue()).extracting(Turn::number).contains(1);
    }

    @Test
    void turnsInTheStateAreLimitedInSize() throws JsonProcessingException {
        TurnQueue queue = TurnQueue.empty();
        for (int number = 1; number <= 300; number++) {
            String report = "做好了".repeat(number % 7 == 0 ? 1_000 : number % 5 * 20);
            queue = queue.enqueue("r" + number, List.of(number % 3 == 0 ? EXPORT : EDIT), Optional.empty())
                    .begin(number)
                    .end(number, TurnEnd.done(report));
            if (queue.archiveIsDue()) {
                queue = queue.without(queue.overdue(), queue.overdueRequests());
            }
            assertThat(JSON.writeValueAsBytes(queue.turns()))
                    .as("one turn more than the limit, and the last edit")
                    .hasSizeLessThan(Limits.KEPT_TURN_BYTES + Limits.ARCHIVED_BYTES + 20_000);
        }
        assertThat(queue.turns()).extracting(Turn::number).contains(300, 299, 298);
    }

    @Test
    void theLatestTurnStaysInTheStateWhateverItsSize() {
        TurnQueue queue = threeEdits(Limits.KEPT_TURN_BYTES);

        assertThat(queue.overdue())
                .as("the third is the last edit")
                .extracting(Turn::number)
                .containsExactly(1);
    }

    @Test
    void turnsUpToTheLimitInBytesStayInTheState() {
        TurnQueue empty = threeEdits(0);
        int free =
                Limits.KEPT_TURN_BYTES - empty.turn(1).bytes() - empty.turn(2).bytes();

        assertThat(threeEdits(free).overdue()).isEmpty();
        assertThat(threeEdits(free + 1).overdue()).extracting(Turn::number).containsExactly(1);
    }

    /** @param second length of the second prompt, in characters */
    private static TurnQueue threeEdits(int second) {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT, new TurnSpec.Edit("x".repeat(second)), EDIT), Optional.empty());
        for (int number = 1; number <= 3; number++) {
            queue = queue.begin(number).end(number, TurnEnd.done("did it"));
        }
        return queue;
    }

    @Test
    void aTurnIsNoLargerThanItsCountedBytes() throws JsonProcessingException {
        MediaRef document = new MediaRef("f".repeat(64), 123_456, "files.json", "application/json");
        Delivery delivery = new Delivery("0123456789abcdef0123456789abcdef", "/home/zoë/影片/film.mp4");
        TurnSpec media = new TurnSpec.AddMedia(
                new MediaListing(document, 500), new FileNames(500, List.of("山.jpg", "mountains.jpg")), false);
        TurnQueue queue = TurnQueue.empty()
                .enqueue(
                        "a",
                        List.of(
                                media,
                                new TurnSpec.Edit("更亮", Optional.of(delivery)),
                                new TurnSpec.Export(Optional.of(delivery))),
                        Optional.of(12.5))
                .baseline(2, "e".repeat(64))
                .cost(2, 2.25)
                .freeze(3, new MediaRef("d".repeat(64), 123_456, "draft.json", "application/json"))
                .end(3, TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "Nobody knows, señor.")));

        for (Turn turn : queue.turns()) {
            assertThat(JSON.writeValueAsBytes(turn)).hasSizeBetween(turn.bytes() / 3, turn.bytes());
        }
    }

    @Test
    void aTurnThatIsNotDoneStaysWhileItBlocksOthersOfItsGroup() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT, EXPORT), Optional.empty())
                .cancelQueued(t -> !t.isExport());
        queue = withManyMore(queue);

        assertThat(queue.overdue()).isNotEmpty().extracting(Turn::number).doesNotContain(1);
        assertThat(queue.blockedByGroup(queue.turn(2))).isTrue();
        int later = queue.nextNumber();
        TurnQueue over = queue.end(2, TurnEnd.cancelled("Not started."))
                .enqueue("b", List.of(EDIT), Optional.empty())
                .begin(later)
                .end(later, TurnEnd.done("did it"));
        assertThat(over.overdue()).extracting(Turn::number).contains(1, 2);
    }

    @Test
    void turnsThatReturnWithAnUnknownEditStayUntilItIsSettled() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", Collections.nCopies(60, EDIT), Optional.empty())
                .begin(1)
                .end(1, unknown());

        assertThat(queue.overdue()).isEmpty();
        assertThat(queue.repeated(1, 0).queued()).hasSize(60);
        assertThat(queue.settle(1).overdue()).isNotEmpty();
    }

    @Test
    void theLastUploadAndTheLastEditStayBeforeAnyNumberOfExports() {
        MediaListing one = new MediaListing(DRAFT, 1);
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(new TurnSpec.AddMedia(one, FileNames.none(), false), EDIT), Optional.empty())
                .begin(1)
                .end(1, TurnEnd.done("Uploaded."))
                .begin(2)
                .end(2, TurnEnd.done("did it"));
        queue = withManyMore(queue);

        assertThat(queue.overdue())
                .extracting(Turn::number)
                .doesNotContain(1, 2)
                .contains(3);
    }

    /** Adds enough finished exports to exceed the limit of turns in the state. */
    private static TurnQueue withManyMore(TurnQueue queue) {
        int first = queue.nextNumber();
        TurnQueue longer = queue.enqueue("more", Collections.nCopies(Limits.KEPT_TURNS + 20, EXPORT), Optional.empty());
        for (int number = first; number < longer.nextNumber(); number++) {
            longer = longer.begin(number).end(number, TurnEnd.done("Rendered."));
        }
        return longer;
    }

    @Test
    void onlyTheLastUnknownExportsStay() {
        int exports = Limits.KEPT_UNKNOWN_EXPORTS + Limits.KEPT_TURNS + 30;
        TurnQueue queue = TurnQueue.empty().enqueue("a", Collections.nCopies(exports, EXPORT), Optional.empty());
        for (int number = 1; number <= exports; number++) {
            queue = queue.begin(number).end(number, unknown());
        }

        assertThat(queue.without(queue.overdue(), List.of()).turns())
                .extracting(Turn::number)
                .hasSizeGreaterThan(Limits.KEPT_UNKNOWN_EXPORTS)
                .hasSizeLessThanOrEqualTo(Limits.KEPT_UNKNOWN_EXPORTS + Limits.KEPT_TURNS)
                .contains(exports)
                .doesNotContain(1);
    }

    @Test
    void aRebuildSettlesTheTurnsThatBlockedTheQueue() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT), Optional.empty())
                .begin(1)
                .end(1, unknown())
                .startNewBackendSession();

        assertThat(queue.backendSessionFirstTurn()).isEqualTo(2);
        assertThat(queue.turn(1).settled()).isTrue();
    }

    @Test
    void aTurnRefusesChangesOfAnotherKind() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EXPORT), Optional.empty());

        assertThatThrownBy(() -> queue.baseline(1, "print")).hasMessageContaining("turn 1 is not an edit");
        assertThatThrownBy(() -> queue.begin(2)).hasMessageContaining("no turn 2");
    }

    @Test
    void resultsAreStoredOnlyInTheirTurn() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EDIT, EDIT), Optional.empty());

        TurnQueue known = queue.begin(1).baseline(1, "print").cost(1, 2.5).withReport(1, "half");

        assertThat(known.turn(1))
                .isEqualTo(new Turn.EditTurn(
                        TurnHeader.queued(1, 1).running().withReport("half"),
                        new TurnSpec.Edit("calm"),
                        Optional.empty(),
                        Optional.of("print"),
                        Optional.of(2.5)));
        assertThat(known.turn(2)).isEqualTo(queue.turn(2));
        assertThat(known.handled()).isEqualTo(queue.handled());
        assertThat(known.nextNumber()).isEqualTo(3);
    }

    @Test
    void endingAQueuedTurnLeavesRunningTurnsUnchanged() {
        TurnQueue queue = group().begin(1);
        TurnEnd end = TurnEnd.done("no need");

        TurnQueue ended = queue.endQueued(t -> t.number() != 3, end);
        assertThat(ended.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.RUNNING, TurnStatus.DONE, TurnStatus.QUEUED);
        assertThat(ended.turn(2).report()).isEqualTo("no need");

        TurnQueue cancelled = queue.cancelQueued(t -> true);
        assertThat(cancelled.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.RUNNING, TurnStatus.CANCELLED, TurnStatus.CANCELLED);
        assertThat(cancelled.turn(2).report()).isEqualTo("Cancelled before it started.");
        assertThat(cancelled.turn(2).failure()).isEmpty();
    }

    @Test
    void aDoneTurnAndOtherGroupsCancelNothing() {
        TurnQueue queue = group().enqueue("b", List.of(EDIT), Optional.empty());

        assertThat(queue.begin(1).end(1, TurnEnd.done("did it")).queued()).hasSize(3);
        TurnQueue failed = queue.begin(1).end(1, TurnEnd.cancelled("Stopped."));
        assertThat(failed.queued()).extracting(Turn::number).containsExactly(4);
        assertThat(failed.turn(3).failure().orElseThrow().type()).isEqualTo(FailureType.GROUP_CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, failed", "CANCELLED, was cancelled", "UNKNOWN, has an unknown outcome"})
    void aTurnThatIsNotStartedSaysHowTheOtherOneEnded(TurnStatus end, String words) {
        Turn other = group().begin(1)
                .end(1, new TurnEnd(end, "why", Optional.empty()))
                .turn(3);

        String sentence = "Not started, because turn 1 of the same request " + words + ".";
        assertThat(other.report()).isEqualTo(sentence);
        assertThat(other.failure()).contains(new Failure(FailureType.GROUP_CANCELLED, sentence));
    }

    @Test
    void aFollowingTurnInheritsTheLimit() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EDIT), Optional.of(5.0));

        TurnQueue followed = queue.begin(1).followedBy(1, EDIT);

        assertThat(followed.turn(2).maxCredits()).contains(5.0);
        assertThat(followed.nextNumber()).isEqualTo(3);
        assertThat(followed.handled()).as("it has no request").isEqualTo(queue.handled());
        assertThat(followed.followedBy(1, EXPORT).turns())
                .as("before the queued turns, the later one first")
                .extracting(Turn::number)
                .containsExactly(1, 3, 2);
    }

    @Test
    void onlyTurnsNotStartedBecauseOfAnEditAreRepeatedWithIt() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT, EDIT, EDIT, EXPORT), Optional.empty())
                .begin(1)
                .end(1, TurnEnd.done("did it"))
                .cancelQueued(t -> t.number() == 3)
                .begin(2)
                .end(2, unknown());

        assertThat(queue.repeated(2, 0).queued())
                .as("the user cancelled the third")
                .extracting(Turn::spec)
                .containsExactly(EDIT, EXPORT);
    }

    @Test
    void archivingLeavesTheOtherTurnsUnchanged() {
        TurnQueue queue = group().enqueue("b", List.of(EDIT), Optional.empty());

        TurnQueue rest =
                queue.without(List.of(queue.turn(2)), List.of(queue.handled().get(0)));

        assertThat(rest.turns()).extracting(Turn::number).containsExactly(1, 3, 4);
        assertThat(rest.handled()).containsExactly(queue.handled().get(1));
        assertThat(rest.nextNumber()).isEqualTo(5);
        assertThat(rest.backendSessionFirstTurn()).isEqualTo(1);
    }

    @Test
    void theQueueIsQuietWhenEveryTurnHasEnded() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EDIT), Optional.empty());

        assertThat(TurnQueue.empty().isIdle()).isTrue();
        assertThat(queue.isIdle()).isFalse();
        assertThat(queue.begin(1).isIdle()).isFalse();
        assertThat(queue.begin(1).end(1, unknown()).isIdle()).isTrue();
    }

    @Test
    void queuedCharactersAndFilesAreCounted() {
        TurnSpec media = new TurnSpec.AddMedia(new MediaListing(DRAFT, 7), FileNames.none(), false);
        TurnSpec again = new TurnSpec.AddMedia(new MediaListing(DRAFT, 5), FileNames.none(), true);
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EDIT, media, again, EDIT), Optional.empty());

        assertThat(queue.queuedCharacters()).isEqualTo(8);
        assertThat(queue.begin(1).queuedCharacters()).isEqualTo(4);
        assertThat(queue.queuedFiles(TurnSpec.AddMedia::addDuplicates)).isEqualTo(5);
        assertThat(queue.begin(2).queuedFiles(any -> true)).isEqualTo(12);
        assertThat(queue.begin(2).end(2, TurnEnd.done("Uploaded.")).queuedFiles(any -> true))
                .isEqualTo(5);
    }

    @Test
    void anExportFollowsATurnWhileItIsQueuedInTheSameGroup() {
        TurnQueue queue = group().enqueue("b", List.of(EDIT), Optional.empty());

        assertThat(queue.exportFollows(queue.turn(1))).isTrue();
        assertThat(queue.exportFollows(queue.turn(4))).as("another group").isFalse();
        assertThat(queue.begin(3).exportFollows(queue.turn(1))).as("it runs").isFalse();
        assertThat(queue.cancelQueued(Turn::isExport).exportFollows(queue.turn(1)))
                .isFalse();
    }

    @Test
    void aGroupBlocksATurnOnlyIfAnEarlierTurnWasNotDone() {
        TurnQueue queue = group().enqueue("b", List.of(EDIT), Optional.empty());

        assertThat(queue.blockedByGroup(queue.turn(2)))
                .as("the turn before it is queued")
                .isFalse();
        TurnQueue done = queue.begin(1).end(1, TurnEnd.done("did it"));
        assertThat(done.blockedByGroup(done.turn(2))).isFalse();
        TurnQueue cancelled = queue.cancelQueued(t -> t.number() == 2);
        assertThat(cancelled.blockedByGroup(cancelled.turn(1)))
                .as("it comes after")
                .isFalse();
        assertThat(cancelled.blockedByGroup(cancelled.turn(3))).isTrue();
        assertThat(cancelled.blockedByGroup(cancelled.turn(4)))
                .as("another group")
                .isFalse();
        TurnQueue exported = TurnQueue.empty()
                .enqueue("a", List.of(EXPORT, EDIT), Optional.empty())
                .cancelQueued(Turn::isExport);
        assertThat(exported.blockedByGroup(exported.turn(2)))
                .as("an export ends independently of later turns")
                .isFalse();
    }

    private static TurnQueue group() {
        return TurnQueue.empty().enqueue("a", List.of(EDIT, EDIT, EXPORT), Optional.of(9.0));
    }

    private static TurnEnd unknown() {
        return TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows"));
    }
}
