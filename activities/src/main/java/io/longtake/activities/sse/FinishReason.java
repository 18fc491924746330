package io.longtake.activities.sse;

import java.util.Locale;
import java.util.Optional;

/**
 * The reason why a model stopped. Servers of the Agent Development Kit send the reason in {@code finishReason}. If the model
 * produced no text, they send it in {@code errorCode} too, whether or not it is an error (google/adk-python#2905). The names are
 * those of Gemini's {@code FinishReason} and {@code BlockedReason}, of the kit itself, and of models that are accessed through
 * LiteLLM.
 */
enum FinishReason {
    FINISH_REASON_UNSPECIFIED(Kind.END, ""),
    STOP(Kind.END, ""),
    /** The answer is truncated, but the text and tool calls before the limit are valid. */
    MAX_TOKENS(Kind.END, ""),
    /** The kit's own value for an end without text, which is how many edits end. */
    MODEL_RETURNED_NO_CONTENT(Kind.END, ""),
    LENGTH(Kind.END, ""),
    TOOL_CALLS(Kind.END, ""),
    FUNCTION_CALL(Kind.END, ""),
    END_TURN(Kind.END, ""),

    SAFETY(Kind.ERROR, "The model's safety filter blocked the reply"),
    RECITATION(Kind.ERROR, "The reply was stopped because it repeats existing material"),
    LANGUAGE(Kind.ERROR, "The model does not support the language"),
    BLOCKLIST(Kind.ERROR, "The reply was stopped because of forbidden words"),
    PROHIBITED_CONTENT(Kind.ERROR, "The reply was stopped because of prohibited content"),
    SPII(Kind.ERROR, "The reply was stopped because of personal data"),
    MALFORMED_FUNCTION_CALL(Kind.ERROR, "The model made an invalid tool call"),
    MALFORMED_RESPONSE(Kind.ERROR, "The model's reply is malformed"),
    UNEXPECTED_TOOL_CALL(Kind.ERROR, "The model called a tool that it does not have"),
    TOO_MANY_TOOL_CALLS(Kind.ERROR, "The model made too many tool calls"),
    MISSING_THOUGHT_SIGNATURE(Kind.ERROR, "The model's request was incomplete"),
    IMAGE_SAFETY(Kind.ERROR, "The model's safety filter blocked an image"),
    IMAGE_PROHIBITED_CONTENT(Kind.ERROR, "An image was blocked because of prohibited content"),
    IMAGE_RECITATION(Kind.ERROR, "An image was blocked because it repeats existing material"),
    IMAGE_OTHER(Kind.ERROR, "The model produced no image"),
    NO_IMAGE(Kind.ERROR, "The model produced no image"),
    MODEL_ARMOR(Kind.ERROR, "The backend's filter blocked the message"),
    JAILBREAK(Kind.ERROR, "The backend's filter blocked the message"),
    BLOCKED_REASON_UNSPECIFIED(Kind.ERROR, "The message was blocked"),
    CONTENT_FILTER(Kind.ERROR, "The model's safety filter blocked the reply"),
    OTHER(Kind.ERROR, "The model stopped without giving a reason");

    private enum Kind {
        END,
        ERROR
    }

    private final Kind kind;
    private final String words;

    FinishReason(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /**
     * Parses a reason in any case, including the form of a Python enum member ({@code FinishReason.STOP}); empty for other values.
     */
    static Optional<FinishReason> of(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        String member = name.substring(name.lastIndexOf('.') + 1);
        for (FinishReason reason : values()) {
            if (reason.name().equals(member)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** Whether the model was stopped instead of finishing normally. */
    boolean isError() {
        return kind == Kind.ERROR;
    }

    /** A sentence for the user that names the reason; only for errors. */
    String sentence() {
        return words + " (" + name() + ").";
    }
}
