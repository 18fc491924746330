package io.longtake.activities.gui;

import io.longtake.activities.language.Quotation;
import io.longtake.activities.language.Scripts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes instructions to operate a graphical interface from a text: "click [Export]", "open the timeline panel", "drag the clip",
 * in English and Chinese. Statements about the video stay, even if they are about a hero who clicks a button, and quotations stay
 * whole.
 */
public final class GuiTranslation {
    private static final Pattern SENTENCE_END =
            Pattern.compile("[.!?]++[\"”’)）]*+(?=\\s|$)|[。！？]++[\"”’)）]*+|[\\p{So}\\uFE0F&&[^\\uFFFC]]++(?=\\s)");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:(?:[-*•·▶►👉✅]+|\\d{1,2}[.)、]|[①-⑩]|#{1,4})\\s*)*");
    private static final Pattern EMPTY = Pattern.compile("[\\s\\p{Punct}。，！？；：、…\\p{So}\\uFE0F]*");

    private GuiTranslation() {}

    public static Translated of(String text) {
        if (text.isBlank()) {
            return new Translated("", Set.of(), false);
        }
        var actions = EnumSet.noneOf(GuiAction.class);
        var lines = new ArrayList<Line>();
        for (var line : text.split("\n", -1)) {
            lines.add(Line.of(line, cleaned(line, actions)));
        }
        boolean untouched = lines.stream().allMatch(line -> line.before().equals(line.after()));
        var left = untouched
                ? text
                : String.join("\n", withoutEmptySections(lines)).replaceAll("\n{3,}", "\n\n");
        return new Translated(left.strip(), actions, Scripts.isChinese(text));
    }

    private static String cleaned(String line, Set<GuiAction> actions) {
        var bullet = BULLET.matcher(line);
        int start = bullet.find() ? bullet.end() : 0;
        var kept = new StringBuilder();
        // Markdown emphasis hides words from the patterns and has no meaning in a terminal.
        var body = line.substring(start).replace("**", "");
        boolean changed = false;
        var hidden = Quotation.hidden(body);
        var sentenceEnd = SENTENCE_END.matcher(hidden);
        int done = 0;
        while (done < body.length()) {
            int end = sentenceEnd.find() ? sentenceEnd.end() : body.length();
            var original = body.substring(done, end);
            var left = Instructions.takenOut(original, hidden.substring(done, end), actions);
            changed |= !left.equals(original);
            kept.append(left);
            done = end;
        }
        if (!changed) {
            return line;
        }
        var rest = kept.toString().replaceAll("  +", " ").strip();
        return EMPTY.matcher(rest).matches() ? "" : line.substring(0, start) + rest;
    }

    /** Removes headings such as "To export:" when the list of clicks below them is removed. */
    private static List<String> withoutEmptySections(List<Line> lines) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            boolean heading = line.after().strip().matches("(?s).*[:：]$");
            if (!line.gone() && !(heading && onlyRemovedBelow(lines, i + 1))) {
                kept.add(line.after());
            }
        }
        return kept;
    }

    private static boolean onlyRemovedBelow(List<Line> lines, int from) {
        int at = from;
        boolean some = false;
        while (at < lines.size()
                && (lines.get(at).gone() || (!some && lines.get(at).before().isBlank()))) {
            some |= lines.get(at).gone();
            at++;
        }
        return some
                && (at == lines.size()
                        || lines.get(at).before().isBlank()
                        || !lines.get(at).isItem());
    }

    private record Line(String before, String after) {
        static Line of(String before, String after) {
            return new Line(before, after);
        }

        boolean gone() {
            return after.isBlank() && !before.isBlank();
        }

        boolean isItem() {
            var bullet = BULLET.matcher(before);
            return bullet.find() && !bullet.group().isBlank();
        }
    }
}
