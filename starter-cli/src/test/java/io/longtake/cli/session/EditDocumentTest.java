package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.chat.MessageReading.Choice;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.EditEffect;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditDocumentTest {
    private static final Question SHORTEN = new Question("Shorten it?", List.of(new Choice("yes", "shorten it")), true);

    /** An edit whose message led to a question. */
    private static Turn.EditTurn edit(int number, TurnStatus status) {
        var failure = status == TurnStatus.FAILED
                ? Optional.of(new Failure(FailureType.NEEDS_ANSWER, SHORTEN.text()))
                : Optional.<Failure>empty();
        var reading = new MessageReading(true, List.of(), Optional.of(SHORTEN));
        return new Turn.EditTurn(
                new TurnHeader(number, number, status, "", failure, false),
                new TurnSpec.Edit("make it 1 second"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new EditEffect(false, Optional.of(reading), Optional.empty())));
    }

    @Test
    void theQuestionIsThatOfTheEditThatWasNotMade() {
        var view = SessionViews.view(List.of(edit(1, TurnStatus.FAILED), edit(2, TurnStatus.DONE)), List.of(), 0);

        assertThat(EditDocument.questionOf(view, List.of(1, 2))).contains(SHORTEN);
        assertThat(EditDocument.questionOf(view, List.of(2))).isEmpty();
    }

    @Test
    void anEditThatWasMadePrintsNoQuestion() {
        assertThat(EditDocument.effect(Optional.of(edit(1, TurnStatus.DONE)))).containsEntry("question", null);
        assertThat(EditDocument.effect(Optional.of(edit(1, TurnStatus.FAILED))).get("question"))
                .isEqualTo(EditDocument.question(Optional.of(SHORTEN)));
    }
}
