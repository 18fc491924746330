package io.longtake.activities.chat;

import io.longtake.activities.gui.GuiAction;
import io.longtake.activities.gui.GuiTranslation;
import io.longtake.activities.sse.AgentEvent;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatOutcome.Break;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.chat.ImpliedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Converts what was read from the stream into the outcome that the session receives. */
final class ChatOutcomes {
    private static final int MAX_TEXT = 16_000;
    private static final int MAX_MESSAGE = 1_000;

    private ChatOutcomes() {}

    /** @param message the message that was sent to the backend */
    static ChatOutcome of(String message, ChatRecord chat) {
        String text = head(userText(chat.reply()), MAX_TEXT);
        return switch (chat.end()) {
            case SILENT -> new ChatOutcome.Broken(Break.SILENCE, text);
            case OVERDUE -> new ChatOutcome.Broken(Break.DEADLINE, text);
            case CUT, DROPPED, STOPPED ->
                chat.errors().isEmpty() ? new ChatOutcome.Broken(Break.DROPPED, text) : refused(chat, text);
            case CLOSED -> closed(message, chat, text);
        };
    }

    private static ChatOutcome closed(String message, ChatRecord chat, String text) {
        if (!chat.errors().isEmpty()) {
            return refused(chat, text);
        }
        return text.isEmpty()
                ? new ChatOutcome.Silent(expected(message, text))
                : new ChatOutcome.Replied(text, implied(chat.reply()), expected(message, text), chat.reading());
    }

    private static List<Expectation> expected(String message, String reply) {
        List<Expectation> expected = new ArrayList<>();
        if (UnchangedTimeline.needsNotice(message, reply)) {
            expected.add(Expectation.CHANGE);
        }
        if (SoundOrText.isWanted(message)) {
            expected.add(Expectation.SOUND_OR_TEXT);
        }
        return expected;
    }

    /** The actions implied by the instructions that are removed from the text. */
    private static List<ImpliedAction> implied(String reply) {
        return GuiTranslation.of(reply).actions().stream()
                .map(ChatOutcomes::action)
                .distinct()
                .sorted()
                .toList();
    }

    private static ImpliedAction action(GuiAction action) {
        return switch (action) {
            case SHOW_STATE, SHOW_SUMMARY -> ImpliedAction.SHOW_TIMELINE;
            case SHOW_CREDITS -> ImpliedAction.SHOW_CREDITS;
            case EXPORT_OFFERED -> ImpliedAction.EXPORT;
        };
    }

    private static ChatOutcome refused(ChatRecord chat, String text) {
        List<String> messages = chat.errors().stream()
                .map(AgentEvent.StreamError::message)
                .distinct()
                .toList();
        // An Agent Development Kit server reports a crash twice, once with the error class in front of the same
        // text.
        String message = messages.stream()
                .filter(one -> messages.stream().noneMatch(other -> !other.equals(one) && one.endsWith(": " + other)))
                .collect(Collectors.joining("; "));
        return new ChatOutcome.Refused(head(userText(message), MAX_MESSAGE), text);
    }

    /** Removes instructions that require a graphical interface. The result is never empty unless {@code said} is blank. */
    static String userText(String said) {
        return said.isBlank() ? "" : GuiTranslation.of(said).sentence();
    }

    /** The beginning of a text, cut to at most {@code longest} characters; never splits a surrogate pair. */
    static String head(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** The end of a text, cut to at most {@code longest} characters; never splits a surrogate pair. */
    static String tail(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int start = text.length() - longest + 1;
        return "…" + text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }
}
