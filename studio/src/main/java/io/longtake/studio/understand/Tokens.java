package io.longtake.studio.understand;

import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a message to its tokens: quotations first, then numbers with their units, then the longest words known. */
final class Tokens {
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
            String name = NormalText.of(item.name(), 0).text();
            String file = item.file().getFileName() == null
                    ? ""
                    : NormalText.of(item.file().getFileName().toString(), 0).text();
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
        int from = 0;
        for (Quotes.Quote quote : Quotes.of(message)) {
            unquoted(from, quote.start());
            tokens.add(new Token(Token.Kind.QUOTE, quote.text(), quote.start(), quote.end()));
            from = quote.end();
        }
        unquoted(from, message.length());
    }

    private void unquoted(int from, int to) {
        NormalText normal = NormalText.of(message.substring(from, to), from);
        String text = normal.text();
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

    private int next(String text, int at, NormalText normal) {
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

    private int add(Token.Kind kind, String value, int at, int end, NormalText normal) {
        tokens.add(new Token(kind, value, normal.original(at), normal.original(end - 1) + 1));
        return end;
    }
}
