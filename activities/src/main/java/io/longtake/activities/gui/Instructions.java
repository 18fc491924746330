package io.longtake.activities.gui;

import io.longtake.activities.language.Scripts;
import io.longtake.activities.language.WordBoundaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the clauses of one sentence that instruct the reader to operate a graphical interface, and removes them. */
final class Instructions {
    private static final Pattern BORDER = WordBoundaries.compile(
            "(?i)\\s*[,;，；：:](?=\\s|\\P{ASCII}|$)\\s*(?:(?:and|then|or|so|but|并且?|然后|再)\\s+){0,3}"
                    + "|\\s+[—–-]\\s+|—+|\\s+(?:and then|and(?!\\s+drop\\b)|then|or)\\s+|(?:然后|接着|并且)");
    /** A colon after one of these words introduces text that is shown in the video. */
    private static final Pattern TEXT_BEFORE_COLON = WordBoundaries.compile(
            "(?i).*(?:titles?|captions?|text|subtitles?|says?|reads?|narration|voice-?over|scene(?: \\d+)?|shot(?: \\d+)?|标题|字幕|文字|旁白|镜头.{0,2}|场景.{0,2}|文案)\\s*");
    /** A clause that is meaningless without the instruction after it. */
    private static final Pattern ONLY_LEADS_TO_IT =
            WordBoundaries.compile("(?i)^\\W*(?:if|when|whenever|once|to|in order to|for|want|need|from|in the|on the"
                    + "|at the|next|first|finally|then|after|before|while|using|with|as soon as|tip|note|hint|alternatively|otherwise|now|step)\\b.*|^\\W*(?:and )?(?:now )?you can(?: now| also)?\\W*$"
                    + "|^\\s*(?:如果|如需|如要|若|想|需要|要|当|在|为了|待|等|首先|接下来|最后|请|下一步|提示|之后|完成后|满意|滿意|確認).*");
    /** A clause after an instruction that starts a different subject. */
    private static final Pattern NEW_THOUGHT =
            WordBoundaries.compile("(?i)^(?:but|i|i've|i'll|we|we've|it's already|meanwhile)\\b.*|^(?:但|我|不过).*");

    private Instructions() {}

    /**
     * @param original the sentence
     * @param hidden the same sentence with quotations hidden, see {@link io.longtake.activities.language.Quotation#hidden}
     * @param actions receives the actions that the removed instructions imply
     * @return the sentence unchanged if it contains no instruction
     */
    static String takenOut(String original, String hidden, Set<GuiAction> actions) {
        var clauses = clauses(hidden);
        var kept = new ArrayList<Clause>();
        boolean taken = false;
        for (var clause : clauses) {
            var words = hidden.substring(clause.start(), clause.end());
            if (isInstruction(clause, words, taken)) {
                actions.addAll(GuiVocabulary.actions(original.substring(clause.start(), clause.end())));
                withoutLead(kept, hidden);
                taken = true;
            } else if (!taken || NEW_THOUGHT.matcher(words).matches()) {
                kept.add(clause);
            }
        }
        return taken ? joined(original, kept, clauses.size()) : withoutManner(original, hidden, actions);
    }

    /** Removes a clause such as "If you like it," directly before an instruction; anywhere else such a clause stays. */
    private static void withoutLead(List<Clause> kept, String hidden) {
        while (!kept.isEmpty()) {
            var before = kept.get(kept.size() - 1);
            if (!ONLY_LEADS_TO_IT
                    .matcher(hidden.substring(before.start(), before.end()))
                    .matches()) {
                return;
            }
            kept.remove(kept.size() - 1);
        }
    }

    private static boolean isInstruction(Clause clause, String words, boolean afterOne) {
        if (clause.isTextOfTheVideo()) {
            return false;
        }
        // "Watch her open the door and press the button" is a story. After "and", a clause therefore counts only if
        // it names something that exists only in software.
        boolean sure = !clause.afterAnd() || afterOne;
        return sure ? GuiVocabulary.isInstruction(words) : GuiVocabulary.isPlainInstruction(words);
    }

    /** Removes a phrase such as "by clicking the Export button" and keeps the statement before it. */
    private static String withoutManner(String original, String hidden, Set<GuiAction> actions) {
        var manner = GuiVocabulary.MANNER.matcher(hidden);
        if (!manner.find()) {
            return original;
        }
        actions.addAll(GuiVocabulary.actions(original.substring(manner.start(), manner.end())));
        return original.substring(0, manner.start()) + original.substring(manner.end());
    }

    private static String joined(String original, List<Clause> kept, int all) {
        if (kept.isEmpty() || kept.size() == all) {
            return "";
        }
        var text = new StringBuilder();
        Clause previous = null;
        for (var clause : kept) {
            if (previous != null) {
                boolean neighbours = clause.number() == previous.number() + 1;
                text.append(neighbours ? original.substring(previous.end(), clause.start()) : ", ");
            }
            text.append(original, clause.start(), clause.end());
            previous = clause;
        }
        var sentence = text.toString().stripTrailing();
        boolean chinese = Scripts.isChinese(sentence);
        var ended = sentence.matches("(?s).*[.!?。！？…]$") ? sentence : sentence + (chinese ? "。" : ".");
        return capital(ended);
    }

    private static String capital(String sentence) {
        int first = 0;
        while (first < sentence.length() && Character.isWhitespace(sentence.charAt(first))) {
            first++;
        }
        return first == sentence.length()
                ? sentence
                : sentence.substring(0, first)
                        + sentence.substring(first, first + 1).toUpperCase(Locale.ROOT)
                        + sentence.substring(first + 1);
    }

    private static List<Clause> clauses(String hidden) {
        var clauses = new ArrayList<Clause>();
        var border = BORDER.matcher(hidden);
        int start = 0;
        boolean text = false;
        boolean and = false;
        while (border.find()) {
            if (border.start() > start) {
                clauses.add(new Clause(clauses.size(), start, border.start(), and, text));
            }
            text |= border.group().strip().matches("[:：].*")
                    && TEXT_BEFORE_COLON
                            .matcher(hidden.substring(start, border.start()))
                            .matches();
            and = border.group().matches("(?i)\\s+(?:and|or)\\s+");
            start = border.end();
        }
        if (start < hidden.length()) {
            clauses.add(new Clause(clauses.size(), start, hidden.length(), and, text));
        }
        return clauses;
    }

    /** @param afterAnd whether only "and" or "or" separates it from the clause before */
    private record Clause(int number, int start, int end, boolean afterAnd, boolean isTextOfTheVideo) {}
}
