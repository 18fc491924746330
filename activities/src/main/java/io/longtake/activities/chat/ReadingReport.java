package io.longtake.activities.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.chat.MessageReading.Choice;
import io.longtake.workflows.chat.MessageReading.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads from a tool's result how the backend read the message: {@code "status":"needs_answer"} with {@code asked}, {@code understood}
 * and {@code refused}. The studio writes these fields; a result without them says nothing.
 */
final class ReadingReport {
    private static final int MAX_REFUSED = 5;
    private static final int MAX_CHOICES = 8;
    /** In characters. A reading is part of the session's state, which is bounded. */
    private static final int MAX_TEXT = 300;

    private static final int MAX_QUESTION = 1_000;

    private ReadingReport() {}

    /** @param clean removes credentials from a text */
    static Optional<MessageReading> in(JsonNode result, UnaryOperator<String> clean) {
        Optional<Question> question = question(result, clean);
        if (question.isEmpty() && !result.path("understood").isBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new MessageReading(
                result.path("understood").asBoolean(true),
                texts(result.path("refused"), MAX_REFUSED, clean),
                question));
    }

    private static Optional<Question> question(JsonNode result, UnaryOperator<String> clean) {
        JsonNode asked = result.path("asked");
        if (!result.path("status").asText().equals("needs_answer")
                || asked.path("question").asText().isBlank()) {
            return Optional.empty();
        }
        List<Choice> choices = new ArrayList<>();
        for (JsonNode choice : asked.path("choices")) {
            String request = choice.path("request").asText();
            if (choices.size() < MAX_CHOICES && !request.isBlank()) {
                choices.add(choice(choice.path("label").asText(request), request, clean));
            }
        }
        return Optional.of(new Question(
                ChatOutcomes.head(clean.apply(asked.path("question").asText()), MAX_QUESTION),
                choices,
                asked.path("confirms").asBoolean(false) && !choices.isEmpty()));
    }

    /** A shortened request would be another request; the backend also accepts the label as the next message. */
    private static Choice choice(String label, String request, UnaryOperator<String> clean) {
        return new Choice(
                ChatOutcomes.head(clean.apply(label), MAX_TEXT),
                clean.apply(request.length() <= MAX_TEXT ? request : label));
    }

    private static List<String> texts(JsonNode array, int most, UnaryOperator<String> clean) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : array) {
            if (texts.size() < most && text.isTextual() && !text.asText().isBlank()) {
                texts.add(ChatOutcomes.head(clean.apply(text.asText()), MAX_TEXT));
            }
        }
        return texts;
    }
}
