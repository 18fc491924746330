package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.token.AccessToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import okhttp3.HttpUrl;

/** Converts responses into records, in every shape that the contract's sources show. Unknown fields are ignored. */
public final class WireShapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CLAIM_LIFE = Duration.ofDays(7);

    private WireShapes() {}

    public static AnonymousToken anonymousToken(Answer answer) {
        AccessToken token;
        try {
            token = AccessToken.of(answer.required("token"));
        } catch (IllegalArgumentException unusable) {
            throw new NemoException.UnreadableAnswer(
                    "its token is not allowed in an HTTP header.",
                    new NemoException.Facts(answer.status(), 0, "", Delivery.UNCERTAIN));
        }
        return new AnonymousToken(
                token,
                Numbers.integer(answer.find("credits")),
                answer.text("user_id"),
                answer.text("expires_at").flatMap(WireShapes::instant));
    }

    public static BackendSession session(Answer answer) {
        return new BackendSession(answer.required("session_id"), answer.text("task_id"), answer.text("user_id"));
    }

    public static ClaimToken claimToken(Answer answer) {
        OptionalLong life = Numbers.integer(answer.find("expires_in"));
        return new ClaimToken(
                answer.required("claim_token"), life.isPresent() ? Duration.ofSeconds(life.getAsLong()) : CLAIM_LIFE);
    }

    public static Credits credits(Answer answer) {
        long available = Numbers.integer(answer.find("available")).orElseThrow(() -> answer.lacks("available"));
        long frozen = Numbers.integer(answer.find("frozen")).orElse(0);
        return new Credits(
                available, frozen, Numbers.integer(answer.find("total")).orElse(available + frozen));
    }

    public static Uploaded uploaded(Answer answer) {
        List<Uploaded.Entry> files = new ArrayList<>();
        for (JsonNode file : answer.find("files")) {
            files.add(new Uploaded.Entry(
                    file.path("filename").asText(""),
                    Answer.textOf(file.path("file_type")),
                    Answer.textOf(file.path("cdn_url")),
                    Numbers.decimal(file.path("duration")),
                    pixels(file.path("width")),
                    pixels(file.path("height")),
                    Numbers.decimal(file.path("fps")),
                    Answer.textOf(file.path("hash"))));
        }
        JsonNode applied = answer.find("session_state_applied");
        return new Uploaded(files, applied.isBoolean() ? Optional.of(applied.asBoolean()) : Optional.empty());
    }

    public static ProjectState state(Answer answer) {
        JsonNode state = answer.find("state");
        if (!state.isObject()) {
            if (!answer.find("draft").isObject()) {
                throw answer.lacks("state");
            }
            state = answer.root().path("data").has("draft") ? answer.root().path("data") : answer.root();
        }
        JsonNode holder = state;
        return new ProjectState(
                part(holder, "draft"),
                part(holder, "video_infos"),
                part(holder, "canvas_config"),
                part(holder, "generated_media"),
                Answer.textOf(holder.path("user_id")).or(() -> answer.text("user_id")),
                Answer.textOf(holder.path("task_id")).or(() -> answer.text("task_id")));
    }

    public static RenderAnswer render(Answer answer, NemoBackend backend) {
        String word = answer.required("status");
        Optional<String> url = answer.text("outputUrl")
                .or(() -> Answer.textOf(answer.find("output").path("url")));
        return new RenderAnswer(
                RenderAnswer.Phase.of(word),
                word,
                percent(answer.find("progress")),
                url.flatMap(text -> Optional.ofNullable(backend.api().resolve(text))),
                failure(answer),
                answer.pause());
    }

    /** The response to a submission. The contract names {@code status}, but any success means that the render was accepted. */
    public static RenderAnswer submitted(Answer answer, NemoBackend backend) {
        return answer.text("status").isPresent()
                ? render(answer, backend)
                : new RenderAnswer(
                        RenderAnswer.Phase.PENDING,
                        "",
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        answer.pause());
    }

    private static Optional<String> failure(Answer answer) {
        JsonNode error = answer.find("error");
        return Answer.textOf(error)
                .or(() -> Answer.textOf(error.path("message")))
                .map(answer.redaction()::clean);
    }

    /**
     * The sources do not say whether progress runs to 1 or to 100. A value of at most 1 with a decimal point is treated as a share
     * of one.
     */
    private static OptionalDouble percent(JsonNode node) {
        OptionalDouble value = Numbers.decimal(node);
        if (value.isEmpty()) {
            return value;
        }
        String written = node.asText();
        boolean fraction = node.isFloatingPointNumber() || (written.contains(".") && !written.contains("%"));
        double shown = fraction && value.getAsDouble() <= 1 ? value.getAsDouble() * 100 : value.getAsDouble();
        return OptionalDouble.of(Math.min(100, Math.max(0, shown)));
    }

    /** A part of the state. Some servers send it as JSON inside a string. */
    private static JsonNode part(JsonNode state, String name) {
        JsonNode node = state.path(name);
        if (node.isTextual()) {
            try {
                JsonNode inner = JSON.readTree(node.asText());
                return inner == null ? MissingNode.getInstance() : inner;
            } catch (JsonProcessingException notJson) {
                return node;
            }
        }
        return node.isMissingNode() || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }

    private static OptionalInt pixels(JsonNode node) {
        OptionalLong count = Numbers.integer(node);
        return count.isPresent() && Math.abs(count.getAsLong()) <= Integer.MAX_VALUE
                ? OptionalInt.of((int) count.getAsLong())
                : OptionalInt.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noOffset) {
            try {
                return Optional.of(Instant.parse(text + "Z"));
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    }

    public static HttpUrl claimPage(NemoBackend backend, ClaimToken token) {
        return backend.web()
                .newBuilder()
                .addPathSegments("workspace/claim")
                .addQueryParameter("ct", token.value())
                .build();
    }
}
