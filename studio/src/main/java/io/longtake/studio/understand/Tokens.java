package io.longtake.studio.understand;

import io.longtake.studio.timeline.MediaItem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From a message to its tokens: quotations first, then numbers with their units, then the longest words known. */
final class Tokens {
    private static final String OPEN = "\"“«„「『《‹‘'`";
    private static final Map<Character, String> CLOSE = Map.ofEntries(
            Map.entry('"', "\""),
            Map.entry('“', "”“\""),
            Map.entry('«', "»"),
            Map.entry('„', "“”"),
            Map.entry('「', "」"),
            Map.entry('『', "』"),
            Map.entry('《', "》"),
            Map.entry('‹', "›"),
            Map.entry('‘', "’"),
            Map.entry('\'', "'"),
            Map.entry('`', "`'"));

    private static final List<String> APPROXIMATELY = List.of(
            "about ", "around ", "under ", "over ", "less than ", "more than ", "within ", "nearly ", "almost ");

    private final String message;
    private final Lexicon lexicon;
    private final List<Token> tokens = new ArrayList<>();

    private Tokens(String message, Lexicon lexicon) {
        this.message = message;
        this.lexicon = lexicon;
    }

    static List<Token> of(String message, List<MediaItem> media) {
        Map<String, Lexicon.Term> names = new HashMap<>();
        for (MediaItem item : media) {
            Lexicon.Term term = new Lexicon.Term(Token.Kind.MEDIUM, item.id());
            String name = new Normal(item.name(), 0).text.toString();
            String file = item.file().getFileName() == null
                    ? ""
                    : new Normal(item.file().getFileName().toString(), 0).text.toString();
            for (String known : List.of(name, file)) {
                if (known.length() >= 2 && known.codePoints().anyMatch(Character::isLetter)) {
                    names.putIfAbsent(known, term);
                }
            }
            for (String extension : List.of("jpg", "jpeg", "png", "heic", "mp3", "wav", "m4a", "aac", "mp4", "mov")) {
                names.putIfAbsent(name + "." + extension, term);
            }
        }
        Tokens result = new Tokens(
                message, names.isEmpty() ? Lexicon.words() : Lexicon.words().with(names));
        result.split();
        return result.tokens;
    }

    private void split() {
        int at = 0;
        int from = 0;
        while (at < message.length()) {
            int close = closing(at);
            if (close > 0) {
                unquoted(from, at);
                tokens.add(new Token(Token.Kind.QUOTE, content(at + 1, close), at, close + 1));
                at = close + 1;
                from = at;
            } else {
                at++;
            }
        }
        unquoted(from, message.length());
    }

    /** Without the second mark of quotation marks that were doubled, as in ''Alps''. */
    private String content(int from, int to) {
        String text = message.substring(from, to).strip();
        boolean doubled = text.length() > 1 && message.charAt(from - 1) == text.charAt(0) && text.charAt(0) == '\'';
        return doubled ? text.substring(1) : text;
    }

    /** Where the quotation that opens at {@code at} closes; -1 when none opens there. */
    private int closing(int at) {
        char open = message.charAt(at);
        if (OPEN.indexOf(open) < 0) {
            return -1;
        }
        boolean apostrophe = open == '\'' || open == '‘' || open == '`';
        if (apostrophe && at > 0 && Lexicon.spelled(message.charAt(at - 1))) {
            return -1;
        }
        String closers = CLOSE.getOrDefault(open, "");
        for (int i = at + 1; i < message.length(); i++) {
            if (closers.indexOf(message.charAt(i)) >= 0) {
                boolean inside = apostrophe && i + 1 < message.length() && Lexicon.spelled(message.charAt(i + 1));
                if (!inside) {
                    return message.substring(at + 1, i).isBlank() ? -1 : i;
                }
            }
        }
        return -1;
    }

    private void unquoted(int from, int to) {
        Normal normal = new Normal(message.substring(from, to), from);
        String text = normal.text.toString();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
                continue;
            }
            int end = next(text, at, normal);
            at = Math.max(end, at + 1);
        }
    }

    private int next(String text, int at, Normal normal) {
        int approximate = approximately(text, at);
        if (approximate > at) {
            return add(Token.Kind.FILLER, "", at, approximate, normal);
        }
        Optional<Lexicon.Match> word = lexicon.longestAt(text, at);
        Optional<Numbers.Found> number = Numbers.withUnit(text, at);
        if (number.isPresent()
                && word.map(it -> it.end() <= number.get().end() || it.term().kind() == Token.Kind.IMAGE)
                        .orElse(true)) {
            if (text.charAt(at) == '第' && number.get().kind() == Token.Kind.LENGTH && !followsTo()) {
                // 第5秒 is a moment, not a length.
                add(Token.Kind.AT, "第", at, at + 1, normal);
            }
            return add(
                    number.get().kind(), number.get().value(), at, number.get().end(), normal);
        }
        Optional<Numbers.Found> plain = Numbers.plain(text, at);
        if (plain.isPresent() && word.map(it -> it.end() <= plain.get().end()).orElse(true)) {
            boolean pronoun = text.startsWith("one", at) && word.isPresent();
            if (!pronoun) {
                return add(
                        Token.Kind.NUMBER, plain.get().value(), at, plain.get().end(), normal);
            }
        }
        if (word.isPresent()) {
            return add(
                    word.get().term().kind(),
                    word.get().term().value(),
                    at,
                    word.get().end(),
                    normal);
        }
        char c = text.charAt(at);
        if (Lexicon.spelled(c)) {
            int end = at;
            while (end < text.length() && (Lexicon.spelled(text.charAt(end)) || "_'".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            return add(Token.Kind.WORD, text.substring(at, end), at, end, normal);
        }
        if (Character.isLetterOrDigit(c)) {
            return add(Token.Kind.WORD, text.substring(at, at + 1), at, at + 1, normal);
        }
        if (c == ':') {
            return add(Token.Kind.COLON, ":", at, at + 1, normal);
        }
        if (c == '-' || c == '–' || c == '—') {
            boolean range = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(Token.Kind.NUMBER, Token.Kind.LENGTH);
            return add(range ? Token.Kind.TO : Token.Kind.BREAK, "-", at, at + 1, normal);
        }
        if (",.;!?、。,;!?\n…+()[]|/·".indexOf(c) >= 0) {
            return add(Token.Kind.BREAK, text.substring(at, at + 1), at, at + 1, normal);
        }
        // Emoji, hearts, stray marks: nothing to understand.
        return at + 1;
    }

    private boolean followsTo() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(Token.Kind.TO);
    }

    /** Behind "about" where it stands before a number: there it means nothing, elsewhere it is a topic. */
    private static int approximately(String text, int at) {
        for (String word : APPROXIMATELY) {
            int next = at + word.length();
            boolean whole = at == 0 || !Lexicon.spelled(text.charAt(at - 1));
            if (whole
                    && text.startsWith(word, at)
                    && Numbers.withUnit(text, next).isPresent()) {
                return next;
            }
        }
        return at;
    }

    private int add(Token.Kind kind, String value, int at, int end, Normal normal) {
        tokens.add(new Token(kind, value, normal.original(at), normal.original(end - 1) + 1));
        return end;
    }

    /** Text as the lexicon has it, and where each of its characters came from. */
    private static final class Normal {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> origins = new ArrayList<>();

        Normal(String raw, int offset) {
            for (int i = 0; i < raw.length(); ) {
                int codePoint = raw.codePointAt(i);
                String folded = Normalizer.normalize(Hanzi.simplified(codePoint), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
                for (int j = 0; j < folded.length(); j++) {
                    append(folded.charAt(j), raw, i, offset);
                }
                i += Character.charCount(codePoint);
            }
        }

        private void append(char c, String raw, int at, int offset) {
            char before = at > 0 ? raw.charAt(at - 1) : ' ';
            char after = at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
            char kept = c;
            if (c == '\'' || c == '’') {
                if (Character.isLetter(before) && Character.isLetter(after)) {
                    return;
                }
                kept = ' ';
            } else if (c == '-' && Character.isLetterOrDigit(before) && Character.isLetter(after)) {
                kept = ' ';
            } else if (c != '\n' && Character.isWhitespace(c)) {
                kept = ' ';
            }
            if (kept == ' ' && (text.length() == 0 || text.charAt(text.length() - 1) == ' ')) {
                return;
            }
            text.append(kept);
            origins.add(offset + at);
        }

        int original(int at) {
            return origins.get(Math.min(at, origins.size() - 1));
        }
    }
}
