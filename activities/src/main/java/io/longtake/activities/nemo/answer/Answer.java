package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.token.Redaction;
import java.time.Duration;
import java.util.Optional;

/**
 * A successful response. A field is looked up in {@code data} first and at the top level next, because the contract's sources show
 * both.
 *
 * @param pause how long the backend requests to wait before the next request, if it does
 * @param redaction applied to all of its text that is shown
 */
public record Answer(JsonNode root, int status, Optional<Duration> pause, Redaction redaction) {
    JsonNode find(String name) {
        JsonNode inside = root.path("data").path(name);
        return inside.isMissingNode() || inside.isNull() ? root.path(name) : inside;
    }

    Optional<String> text(String name) {
        return textOf(find(name));
    }

    /** @throws NemoException.UnreadableAnswer if the field is absent or empty */
    String required(String name) {
        return text(name).orElseThrow(() -> lacks(name));
    }

    public NemoException lacks(String name) {
        return new NemoException.UnreadableAnswer(
                "it contains no \"" + name + "\".", new NemoException.Facts(status, 0, "", Delivery.UNCERTAIN));
    }

    static Optional<String> textOf(JsonNode node) {
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
