package io.longtake.activities.sse;

import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Assembles the reply from events. If fragments are followed by an event that repeats them, the text appears once, even if white
 * space differs. Tools and thoughts are omitted. For one thread.
 */
public final class ReplyAssembler {
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String NOISE = "i encountered a temporary issue";
    /** In characters. A real error report is longer than the apology that some backends append. */
    private static final int MAX_NOISE = 400;

    private final List<String> settled = new ArrayList<>();
    /** Fragments that no complete text has repeated yet. Each tool event starts a new entry. */
    private final List<StringBuilder> pending = new ArrayList<>();

    private final List<AgentEvent.StreamError> errors = new ArrayList<>();
    private boolean toolSince = true;

    public void accept(AgentEvent event) {
        if (event instanceof AgentEvent.Text text) {
            if (text.kind() == Kind.FRAGMENT) {
                fragment(text.text());
            } else {
                whole(text.text());
            }
        } else if (event instanceof AgentEvent.StreamError error) {
            errors.add(error);
        } else if (event instanceof AgentEvent.ToolCall || event instanceof AgentEvent.ToolResult) {
            toolSince = true;
        }
    }

    /** The text received so far, for display while the reply is in progress. */
    public String currentText() {
        List<String> stretches = new ArrayList<>(settled);
        pending.forEach(stretch -> stretches.add(stretch.toString()));
        return joined(stretches);
    }

    /** The reply without the noise at its end; empty if there was no text. */
    public String reply() {
        String text = currentText();
        int noise = text.toLowerCase(Locale.ROOT).lastIndexOf(NOISE);
        if (noise <= 0 || text.length() - noise > MAX_NOISE) {
            return text;
        }
        String before = text.substring(0, noise).strip();
        return before.isEmpty() || !endsSentence(text, noise) ? text : before;
    }

    /** The error events, in order. */
    public List<AgentEvent.StreamError> errors() {
        return List.copyOf(errors);
    }

    private void fragment(String text) {
        if (toolSince || pending.isEmpty()) {
            pending.add(new StringBuilder());
            toolSince = false;
        }
        pending.get(pending.size() - 1).append(text);
    }

    private void whole(String text) {
        String said = squeezed(text);
        if (said.isEmpty()) {
            return;
        }
        String fragments = squeezed(String.join("", pending));
        String before = squeezed(String.join("", settled));
        boolean repeatsLast =
                pending.isEmpty() && !settled.isEmpty() && said.equals(squeezed(settled.get(settled.size() - 1)));
        boolean repeatsAll = !settled.isEmpty() && said.equals(before + fragments);
        if (repeatsLast || repeatsAll) {
            settle();
        } else if (said.startsWith(fragments)) {
            pending.clear();
            settled.add(text);
        } else if (fragments.startsWith(said)) {
            String rest = after(String.join("", pending), said.length());
            pending.clear();
            settled.add(text);
            fragment(rest);
        } else {
            wholeOfLatest(text, said);
        }
    }

    /** Handles a complete text that repeats only the latest entries, or nothing that came before. */
    private void wholeOfLatest(String text, String said) {
        int from = pending.size();
        for (int i = pending.size() - 1; i >= 0 && from == pending.size(); i--) {
            String tail = squeezed(String.join("", pending.subList(i, pending.size())));
            from = tail.equals(said) ? i : from;
        }
        pending.subList(from, pending.size()).clear();
        settle();
        settled.add(text);
    }

    /** The text after the first {@code count} characters that are not white space. */
    private static String after(String text, int count) {
        int seen = 0;
        int i = 0;
        while (seen < count) {
            seen += Character.isWhitespace(text.charAt(i)) ? 0 : 1;
            i++;
        }
        return text.substring(i);
    }

    private void settle() {
        pending.forEach(stretch -> settled.add(stretch.toString()));
        pending.clear();
        toolSince = true;
    }

    private static boolean endsSentence(String text, int at) {
        int i = at - 1;
        boolean newLine = false;
        while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
            newLine |= text.charAt(i) == '\n';
            i--;
        }
        return newLine || i < 0 || ".!?…。！？:)]\"”*".indexOf(text.charAt(i)) >= 0;
    }

    private static String joined(List<String> stretches) {
        StringBuilder all = new StringBuilder();
        for (String stretch : stretches) {
            String text = stretch.strip();
            if (!text.isEmpty()) {
                all.append(all.isEmpty() ? "" : "\n\n").append(text);
            }
        }
        return all.toString();
    }

    private static String squeezed(String text) {
        return SPACE.matcher(text).replaceAll("");
    }
}
