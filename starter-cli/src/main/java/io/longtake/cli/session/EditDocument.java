package io.longtake.cli.session;

import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.chat.MessageReading.Choice;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.session.EditEffect;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the documents say of the effect of an edit, and of a question that the backend asked instead of making it. */
public final class EditDocument {
    private EditDocument() {}

    /** The fields that only edits have; they are null as long as the effect is not known. */
    public static Map<String, @Nullable Object> effect(Optional<Turn.EditTurn> edit) {
        var effect = edit.flatMap(Turn.EditTurn::effect);
        var reading = effect.flatMap(EditEffect::reading);
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("changed", effect.map(EditEffect::changed).orElse(null));
        document.put("understood", reading.map(MessageReading::understood).orElse(null));
        document.put("refused", reading.map(MessageReading::refused).orElse(List.of()));
        document.put("question", question(edit.flatMap(Turn.EditTurn::question)));
        document.put("durationMs", effect.flatMap(EditEffect::tookMs).orElse(null));
        return document;
    }

    /** The document of a question; null if there is none. */
    public static @Nullable Map<String, @Nullable Object> question(Optional<Question> question) {
        if (question.isEmpty()) {
            return null;
        }
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("text", question.get().text());
        document.put("confirms", question.get().confirms());
        document.put(
                "choices",
                question.get().choices().stream().map(EditDocument::choice).toList());
        return document;
    }

    private static Map<String, String> choice(Choice choice) {
        return Map.of("label", choice.label(), "request", choice.request());
    }

    /** The last question that the backend asked instead of making one of these turns. */
    public static Optional<Question> questionOf(SessionView view, List<Integer> numbers) {
        return questionOf(view.turns().stream()
                .filter(turn -> numbers.contains(turn.number()))
                .toList());
    }

    /** The last question that the backend asked instead of making one of these turns. */
    public static Optional<Question> questionOf(List<Turn> turns) {
        return turns.stream()
                .filter(Turn.EditTurn.class::isInstance)
                .map(Turn.EditTurn.class::cast)
                .map(Turn.EditTurn::question)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }

    /** The commands that answer a question, one for each choice, on lines of their own. */
    public static String commands(String session, Question question) {
        return question.choices().stream()
                .map(choice -> "  longtake edit " + session + " " + quoted(choice.request()))
                .collect(Collectors.joining("\n", "To answer:\n", ""));
    }

    /** A word of a shell's command line. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
