package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.RebuildSession.Replay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which edits belong to a session, whatever the results of its rebuilds. */
class EditHistoryTest {
    private static final SessionPhase OPEN = SessionPhase.OPEN;

    private final List<Turn> turns = new ArrayList<>();

    @Test
    void aMessageThatLedToAQuestionIsRepeatedSoThatAnAnswerToItMeansTheSame() {
        turns.add(edit(1, new TurnSpec.Edit("make it 1 second"))
                .ended(TurnEnd.failed(new Failure(FailureType.NEEDS_ANSWER, "Shorten it?"))));
        turns.add(edit(2, new TurnSpec.Edit("yes")).ended(TurnEnd.done("did it")));
        turns.add(edit(3, new TurnSpec.Edit("impossible"))
                .ended(TurnEnd.failed(new Failure(FailureType.EDIT_REFUSED, "no"))));

        assertThat(EditHistory.empty().and(turns).edits())
                .extracting(one -> one.spec().prompt())
                .containsExactly("make it 1 second", "yes");
    }

    @Test
    void doneEditsAreKeptInOrder() {
        ended(3, "three", TurnEnd.done("did it"));
        ended(1, "one", TurnEnd.done("did it"));
        ended(2, "two", TurnEnd.cancelled("Stopped."));
        ended(4, "four", TurnEnd.failed(new Failure(FailureType.NO_CREDITS, "no credits")));
        ended(5, "five", TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows")));
        turns.add(Turn.queued(6, 6, new TurnSpec.Edit("six"), Optional.empty()));
        turns.add(Turn.queued(7, 7, new TurnSpec.Export(Optional.empty()), Optional.empty())
                .ended(TurnEnd.done("rendered")));

        assertThat(prompts(history().edits())).containsExactly("three", "one");
    }

    @Test
    void aReplayReplacesTheEditThatItRepeats() {
        done(1, "one", 2);
        done(2, "two", 3);
        replayed(3, 1, "one", 5);

        assertThat(history().edits())
                .containsExactly(
                        new EditRecord(1, new TurnSpec.Edit("one"), 3, Optional.of(5.0)),
                        new EditRecord(2, new TurnSpec.Edit("two"), 2, Optional.of(3.0)));
    }

    @Test
    void aReplayOfAnEditThatIsNotInTheHistoryIsAddedUnderItsFirstNumber() {
        done(1, "one", 2);
        replayed(5, 3, "three", 4);

        assertThat(history().edits())
                .extracting(EditRecord::number, EditRecord::latest)
                .containsExactly(tuple(1, 1), tuple(3, 5));
    }

    @Test
    void aReplayOfUnknownCostKeepsTheKnownCost() {
        done(1, "one", 2);
        turns.add(replay(2, 1, "one").ended(TurnEnd.done("did it")));

        assertThat(history().edits()).extracting(EditRecord::cost).containsExactly(Optional.of(2.0));
    }

    @Test
    void aFailedReplayChangesNothing() {
        done(1, "one", 2);
        EditHistory before = history();
        turns.add(replay(2, 1, "one").ended(TurnEnd.cancelled("Stopped.")));
        turns.add(replay(3, 1, "one").ended(TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows"))));

        assertThat(history()).isEqualTo(before);
    }

    @Test
    void aReplayOfAReplayedEditNamesTheFirstTurn() {
        done(1, "one", 2);
        replayed(2, 1, "one", 2);

        assertThat(history().edits().get(0).again()).isEqualTo(new TurnSpec.Edit("one").replaying(1));
    }

    @Test
    void threeRebuildsKeepEveryEditOnceAndInOrderEvenIfOneReplaysNothing() {
        done(1, "one", 1);
        done(2, "two", 1);
        replayed(3, 1, "one", 1);
        replayed(4, 2, "two", 1);
        done(5, "three", 1);
        // The session is rebuilt without edits here.
        done(6, "four", 1);

        assertThat(prompts(history().due(Replay.ALL, OPEN, 6))).containsExactly("one", "two", "three", "four");
        assertThat(history().due(Replay.NONE, OPEN, 6)).isEmpty();
    }

    @Test
    void theRestOfAnIncompleteReplayIsWhatWasNotDoneSinceTheRebuild() {
        done(1, "one", 1);
        done(2, "two", 1);
        done(3, "three", 1);
        replayed(5, 1, "one", 4);
        turns.add(replay(6, 2, "two").ended(TurnEnd.failed(new Failure(FailureType.BACKEND_TROUBLE, "502"))));
        done(7, "four", 1);

        assertThat(prompts(history().due(Replay.REST, OPEN, 4))).containsExactly("two", "three");
        assertThat(history().replayedFor(4)).isEqualTo(4);
        assertThat(history().continues(OPEN, 4)).isTrue();
        assertThat(history().continues(OPEN, 8)).as("nothing replayed since").isFalse();
        assertThat(prompts(history().due(Replay.REST, SessionPhase.FORGOTTEN, 4)))
                .as("forgotten again")
                .containsExactly("one", "two", "three", "four");
        assertThat(prompts(history().due(Replay.REST, OPEN, 8)))
                .as("rebuilt in between, and nothing replayed")
                .containsExactly("one", "two", "three", "four");
    }

    @Test
    void newEditsAfterARebuildAreDistinguishedFromItsReplays() {
        done(1, "one", 1);
        replayed(3, 1, "one", 1);
        assertThat(history().hasNewSince(2)).isFalse();

        done(4, "two", 1);
        assertThat(history().hasNewSince(2)).isTrue();
        assertThat(history().hasNewSince(4)).as("the first turn itself counts").isTrue();
        assertThat(history().hasNewSince(5)).isFalse();
    }

    @Test
    void archivedAndRecentEditsFormOneHistory() {
        done(1, "one", 1);
        done(2, "two", 1);
        EditHistory archived = history();
        turns.clear();
        replayed(3, 2, "two", 7);
        done(4, "three", 1);

        assertThat(archived.and(turns).edits())
                .extracting(EditRecord::number, EditRecord::latest)
                .containsExactly(tuple(1, 1), tuple(2, 3), tuple(4, 4));
    }

    @Test
    void aLongHistoryIsReadInPagesThatFitIntoAPayload() throws IOException {
        EditHistory history = EditHistory.empty()
                .and(IntStream.rangeClosed(1, 300)
                        .mapToObj(n ->
                                edit(n, new TurnSpec.Edit("更亮\n".repeat(n * 5))).ended(TurnEnd.done("did it")))
                        .toList());

        EditHistory read = EditHistory.empty();
        Optional<Integer> next = Optional.of(0);
        int parts = 0;
        while (next.isPresent()) {
            EditHistory.Page page = history.page(next.get(), Limits.READ_EDITS_BYTES);
            assertThat(Payloads.mapper().writeValueAsBytes(page)).hasSizeLessThan(64 << 10);
            read = read.and(page);
            next = page.next();
            parts++;
        }

        assertThat(read).isEqualTo(history);
        assertThat(parts).isGreaterThan(5);
        assertThat(EditHistory.empty().page(0, 1)).isEqualTo(new EditHistory.Page(List.of(), Optional.empty()));
        assertThat(history.page(0, 1).edits()).as("at least one").hasSize(1);
    }

    @Test
    void aPageHoldsEditsUpToItsLimit() {
        done(1, "one", 1);
        done(2, "two", 1);
        done(3, "three", 1);
        List<EditRecord> edits = history().edits();
        int two = edits.get(0).bytes() + edits.get(1).bytes();

        assertThat(history().page(0, two).edits()).hasSize(2);
        assertThat(history().page(0, two - 1).edits()).hasSize(1);
    }

    @Test
    void anEditIsNoLargerThanItsCountedBytes() throws IOException {
        Delivery film = new Delivery("0123456789abcdef0123456789abcdef", "/home/zoë/影片/" + "film".repeat(200) + ".mp4");
        done(1, "更亮".repeat(500), 1);
        turns.add(edit(2, new TurnSpec.Edit("calm", Optional.of(film))).ended(TurnEnd.done("did it")));

        for (EditRecord edit : history().edits()) {
            assertThat(Payloads.mapper().writeValueAsBytes(edit)).hasSizeBetween(edit.bytes() / 3, edit.bytes());
        }
    }

    private EditHistory history() {
        return EditHistory.empty().and(turns);
    }

    private static List<String> prompts(List<EditRecord> edits) {
        return edits.stream().map(edit -> edit.spec().prompt()).toList();
    }

    private void done(int number, String prompt, double cost) {
        turns.add(edit(number, new TurnSpec.Edit(prompt)).costing(cost).ended(TurnEnd.done("did it")));
    }

    private void replayed(int number, int first, String prompt, double cost) {
        turns.add(replay(number, first, prompt).costing(cost).ended(TurnEnd.done("did it")));
    }

    private void ended(int number, String prompt, TurnEnd how) {
        turns.add(edit(number, new TurnSpec.Edit(prompt)).ended(how));
    }

    private static Turn.EditTurn replay(int number, int first, String prompt) {
        return edit(number, new TurnSpec.Edit(prompt).replaying(first));
    }

    private static Turn.EditTurn edit(int number, TurnSpec.Edit spec) {
        return (Turn.EditTurn) Turn.queued(number, number, spec, Optional.empty());
    }
}
