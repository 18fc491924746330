package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.error.NemoException.Facts;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.network.http.RetryAfter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Reads a response of the backend: returns a successful response, or throws the matching exception. The only place that knows the
 * contract's codes.
 */
public final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    /**
     * Matches text in lower case. {@code \b} is not used, because next to non-ASCII letters it differs between Java versions
     * (JDK-8264160).
     */
    private static final Pattern SESSION_GONE =
            Pattern.compile("(?<![a-z0-9_])session(?![a-z0-9_]).*(?:not found|not exist|n't exist|unknown|expired|gone)"
                    + "|(?:no such|unknown|no|expired) session(?![a-z0-9_])");

    private final Clock clock;

    public AnswerReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * One response as received.
     *
     * @param token the request's token, so that it can be removed from every message
     */
    public record Received(
            Endpoint endpoint, int status, Headers headers, ByteString body, Optional<AccessToken> token) {
        boolean is(String type) {
            String contentType = headers.get("Content-Type");
            return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(type);
        }
    }

    /** @throws NemoException if this is anything but success */
    public Answer read(Received received) {
        Optional<JsonNode> parsed = parse(received);
        JsonNode root = parsed.orElseGet(JSON::createObjectNode);
        int code = code(root).orElse(0);
        Redaction redaction = Redaction.of(received.token());
        String backendMessage = redaction.clean(words(root));
        Facts facts = new Facts(received.status(), code, backendMessage, Delivery.REFUSED);
        if (received.status() / 100 == 2 && parsed.isPresent() && succeeded(received.endpoint(), root, code)) {
            return new Answer(root, received.status(), pause(received), redaction);
        }
        throw failure(received, facts, parsed.isPresent());
    }

    private static Optional<JsonNode> parse(Received received) {
        try {
            JsonNode node = JSON.readTree(received.body().toByteArray());
            return Optional.ofNullable(node).filter(JsonNode::isContainerNode);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static boolean succeeded(Endpoint endpoint, JsonNode root, int code) {
        if (code != 0) {
            return false;
        }
        // A failed render is a successful response to a status request, whatever the success flag says.
        boolean describesRender = endpoint.isSingleRender() && root.path("data").has("status");
        return describesRender || root.path("success").asBoolean(true);
    }

    private NemoException failure(Received received, Facts facts, boolean readable) {
        Optional<NemoException> byCode = byCode(facts);
        if (byCode.isPresent()) {
            return byCode.get();
        }
        int verdict = facts.code() >= 400 && facts.code() < 600 ? facts.code() : facts.status();
        if (verdict == 429) {
            return new NemoException.RateLimited(facts, pause(received), clock.instant());
        }
        if (verdict >= 500) {
            return new NemoException.ServerError(facts);
        }
        boolean elsewhere = facts.status() / 100 == 3;
        if (elsewhere || (!readable && (facts.status() < 400 || received.is("text/html")))) {
            return new NemoException.UnreadableAnswer(describeUnexpected(received), facts);
        }
        return byStatus(received.endpoint(), verdict, facts);
    }

    private Optional<Duration> pause(Received received) {
        return RetryAfter.read(received.headers().get("Retry-After"), clock);
    }

    private static Optional<NemoException> byCode(Facts facts) {
        return switch (facts.code()) {
            case 1001 -> Optional.of(new NemoException.TokenRefused(facts));
            case 1002 -> Optional.of(new NemoException.SessionNotFound(facts));
            case 2001 -> Optional.of(new NemoException.NoCredits(facts));
            case 4001 -> Optional.of(new NemoException.UnsupportedFile(facts));
            case 4002 -> Optional.of(new NemoException.FileTooLarge(facts));
            default -> Optional.empty();
        };
    }

    private static NemoException byStatus(Endpoint endpoint, int verdict, Facts facts) {
        String backendMessage = facts.backendMessage().toLowerCase(Locale.ROOT);
        if (endpoint == Endpoint.RENDER_SUBMIT && (verdict == 409 || namesDuplicate(backendMessage))) {
            return new NemoException.DuplicateRender(facts);
        }
        if (verdict == 404 && endpoint.isSingleRender() && !reportsMissingSession(backendMessage)) {
            return new NemoException.RenderNotFound(facts);
        }
        if (verdict == 404 && backendMessage.contains("session")) {
            return new NemoException.SessionNotFound(facts);
        }
        return switch (verdict) {
            case 401 -> new NemoException.TokenRefused(facts);
            case 402 -> new NemoException.ExportNotAllowed(facts);
            case 413 -> new NemoException.FileTooLarge(facts);
            case 415 -> new NemoException.UnsupportedFile(facts);
            case 400 ->
                endpoint == Endpoint.TOKEN
                        ? new NemoException.ClientIdMissing(facts)
                        : new NemoException.OtherRefusal(facts);
            // A code that the contract does not list, or a gateway timeout, does not prove that nothing was done.
            default ->
                new NemoException.OtherRefusal(
                        facts.status() / 100 == 4 && facts.status() != 408 ? facts : facts.uncertain());
        };
    }

    /** If a render does not belong to a session, a backend may mention both in its response. */
    private static boolean reportsMissingSession(String backendMessage) {
        return SESSION_GONE.matcher(backendMessage).find() && !backendMessage.contains("render");
    }

    private static boolean namesDuplicate(String backendMessage) {
        return backendMessage.contains("duplicate")
                || backendMessage.contains("already exist")
                || backendMessage.contains("already submitted");
    }

    private static String describeUnexpected(Received received) {
        if (received.status() / 100 == 3) {
            return "it redirects to another address (HTTP " + received.status()
                    + "), and credentials are not sent there.";
        }
        if (received.is("text/html")) {
            return "it is a web page (HTTP " + received.status() + "), perhaps from a proxy.";
        }
        return received.body().size() == 0 ? "it is empty." : "it is not the JSON that the contract defines.";
    }

    private static OptionalInt code(JsonNode root) {
        JsonNode node = root.path("code");
        // Some gateways repeat the HTTP status 200 as the success code.
        int code = node.canConvertToInt() ? node.asInt() : node.isTextual() ? node.asInt(0) : 0;
        return code == 200 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The backend's message, wherever this kind of server puts it. */
    private static String words(JsonNode root) {
        for (String name : new String[] {"message", "detail", "error", "msg", "errorMessage"}) {
            JsonNode node = root.path(name);
            if (node.isTextual() && !node.asText().isBlank()) {
                return node.asText();
            }
            if (node.path("message").isTextual()) {
                return node.path("message").asText();
            }
            if (node.isContainerNode() && !node.isEmpty()) {
                return node.toString();
            }
        }
        return "";
    }

    public static byte[] json(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
