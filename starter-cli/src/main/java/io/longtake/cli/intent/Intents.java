package io.longtake.cli.intent;

import io.longtake.activities.language.Quotation;
import io.longtake.activities.language.Scripts;
import io.longtake.activities.language.WordBoundaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Detects the requests of a sentence by meaning: a request counts only if it is a whole clause, not because a word occurs. Quoted
 * text is never interpreted. Several requests result in several intents, in order.
 */
public final class Intents {
    /** The text after one of these words is text to display, up to a word such as "then". */
    private static final Pattern TEXT_FOLLOWS = Pattern.compile("(?i)" + WordBoundaries.BEGIN
            + "(?:words?|text|titles?|captions?|subtitles?|says?|saying|reads?|reading|write|sign|label|button|slogan|logo|called"
            + "|named|how to|about|like|lyrics|credits|icons?|theme|menu)" + WordBoundaries.END
            + "|标题|字幕|文字|写|字样|文案|標題|歌词|主题|按钮|关于|片尾");

    private static final Pattern TEXT_AFTER_COLON =
            Pattern.compile("(?i)(?:title|text|caption|subtitle|heading|words?|says|标题|字幕|文字|文案|標題|内容)\\s*[:：]");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)^\\W*(?:if|unless|before|without|until|while|don't|do not|never)" + WordBoundaries.END
                    + ".*|^(?:如果|除非|别|不要|先别|等).*");

    /** Requests for the video or the balance are short; the limit also bounds the matching time. In characters. */
    private static final int MAX_REQUEST = 160;

    private Intents() {}

    /** @return at least one intent; an edit if nothing else is clear */
    public static List<Intent> of(String sentence) {
        var whole = sentence.strip();
        var hidden = Quotation.hidden(whole);
        var single = request(hidden).map(Request::intent).or(() -> FileMentions.fileMention(whole));
        return single.map(List::of).orElseGet(() -> mixed(whole, hidden));
    }

    private static Optional<Request> request(String hidden) {
        if (hidden.length() > MAX_REQUEST || hidden.indexOf(Quotation.HIDDEN) >= 0) {
            return Optional.empty();
        }
        return Scripts.isChinese(hidden) ? ChineseRequests.of(hidden) : EnglishRequests.of(hidden);
    }

    private static List<Intent> mixed(String whole, String hidden) {
        if (TEXT_AFTER_COLON.matcher(hidden).find()) {
            return withPlacedFiles(whole);
        }
        var intents = new ArrayList<Intent>();
        var wish = new Span();
        boolean conditional = false;
        boolean text = false;
        for (var clause : Clauses.of(hidden)) {
            var words = hidden.substring(clause.start(), clause.end());
            var found =
                    conditional ? Optional.<Intent>empty() : apart(whole, clause, words, text, wish.pending(), intents);
            if (found.isPresent()) {
                wish.appendTo(intents, whole);
                add(intents, found.get());
            } else if (!isCourtesy(words)) {
                wish.grow(clause);
                conditional = CONDITION.matcher(words).matches();
                text |= TEXT_FOLLOWS.matcher(words).find();
            }
        }
        wish.appendTo(intents, whole);
        return intents.isEmpty() ? List.of(new Intent.Edit(whole)) : tidy(intents, whole);
    }

    /** The request of this clause, if it can safely be separated from the sentence. */
    private static Optional<Intent> apart(
            String whole, Clauses.Clause clause, String words, boolean text, boolean pending, List<Intent> before) {
        var request = request(words);
        if (request.isPresent()) {
            boolean safe =
                    switch (request.get().strength()) {
                        case NOUN -> before.stream().anyMatch(one -> !(one instanceof Intent.Edit)) && !pending;
                        case VERB -> !text || clause.afterThen();
                        case SENTENCE -> true;
                    };
            return safe ? request.map(Request::intent) : Optional.empty();
        }
        var original = whole.substring(clause.start(), clause.end());
        boolean goesOn = !before.isEmpty() && before.get(before.size() - 1) instanceof Intent.Upload;
        return FileMentions.explicit(original) || goesOn
                ? FileMentions.fileMention(original).map(upload -> upload)
                : Optional.empty();
    }

    private static boolean isCourtesy(String words) {
        if (words.length() > MAX_REQUEST) {
            return false;
        }
        return Scripts.isChinese(words)
                ? ChineseRequests.withoutCourtesy(words).isEmpty()
                : EnglishRequests.withoutCourtesy(
                                words.toLowerCase(java.util.Locale.ROOT).replace('’', '\''))
                        .isEmpty();
    }

    private static void add(List<Intent> intents, Intent found) {
        int last = intents.size() - 1;
        if (found instanceof Intent.Upload more && last >= 0 && intents.get(last) instanceof Intent.Upload earlier) {
            var files = new ArrayList<>(earlier.files());
            files.addAll(more.files());
            intents.set(last, new Intent.Upload(files));
        } else {
            intents.add(found);
        }
    }

    /** If only edits were found, returns one edit in the user's own words, including courtesy. */
    private static List<Intent> tidy(List<Intent> intents, String whole) {
        boolean onlyEdits = intents.stream().allMatch(intent -> intent instanceof Intent.Edit);
        if (onlyEdits) {
            return withPlacedFiles(whole);
        }
        var all = new ArrayList<Intent>();
        for (var intent : intents) {
            if (intent instanceof Intent.Edit edit) {
                all.addAll(withPlacedFiles(edit.message()));
            } else {
                all.add(intent);
            }
        }
        return List.copyOf(all);
    }

    private static List<Intent> withPlacedFiles(String wish) {
        var files = FileMentions.placed(wish);
        return files.isEmpty()
                ? List.of(new Intent.Edit(wish))
                : List.of(new Intent.Upload(files), new Intent.Edit(FileMentions.named(wish)));
    }

    /** Adjacent clauses that together form one instruction. */
    private static final class Span {
        private int start = -1;
        private int end = -1;

        boolean pending() {
            return start >= 0;
        }

        void grow(Clauses.Clause clause) {
            if (start < 0) {
                start = clause.start();
            }
            end = clause.end();
        }

        void appendTo(List<Intent> intents, String whole) {
            if (start >= 0) {
                var message = whole.substring(start, end).strip();
                if (!message.isEmpty()) {
                    intents.add(new Intent.Edit(message));
                }
                start = -1;
            }
        }
    }
}
