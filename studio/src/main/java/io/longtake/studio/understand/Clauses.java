package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Divides a message into clauses: at punctuation, at "and", and before a verb when the clause has one already. */
final class Clauses {
    private static final Kind[] VERBS = {
        Kind.ADD,
        Kind.MAKE,
        Kind.CHANGE,
        Kind.REMOVE,
        Kind.NOT,
        Kind.SHIFT,
        Kind.SWAP,
        Kind.UNDO,
        Kind.REDO,
        Kind.RESET,
        Kind.ONLY,
        Kind.KEEP,
        Kind.TRIM
    };
    private static final Kind[] LISTED = {
        Kind.ORDINAL, Kind.MOVE, Kind.MEDIUM, Kind.NUMBER, Kind.IMAGE, Kind.CANNOT, Kind.OTHERS, Kind.MIDDLE
    };

    private Clauses() {}

    static boolean isVerb(Kind kind) {
        return kind == Kind.MOVE || List.of(VERBS).contains(kind);
    }

    /**
     * A clause.
     *
     * @param joined how it follows the one before: by "and" or "or" rather than by a full stop or a new verb
     */
    record Clause(Segment segment, boolean joined) {}

    static List<Clause> of(List<Token> tokens) {
        List<Clause> clauses = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        boolean joined = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.EXCEPT)
                    && token.value().equals("ALL")
                    && meaningful(tokens, i, 1).is(VERBS)) {
                // "Keep everything but make it vertical": "but" begins a new wish here.
                current.add(new Token(Kind.ALL, "", token.start(), token.end()));
                joined = !close(clauses, current, joined) && joined;
                continue;
            }
            if (token.is(Kind.BREAK) || (token.is(Kind.JOIN) && splits(tokens, current, i))) {
                joined = close(clauses, current, joined) ? token.is(Kind.JOIN) || listComma(token) : joined;
                continue;
            }
            if (token.is(Kind.JOIN)) {
                current.add(new Token(Kind.JOIN, token.value(), token.start(), token.end()));
                continue;
            }
            if (token.is(VERBS) && verbSplits(tokens, current, i)) {
                close(clauses, current, joined);
                joined = false;
            }
            current.add(token);
        }
        close(clauses, current, joined);
        return clauses;
    }

    private static boolean listComma(Token token) {
        return token.value().equals("、");
    }

    private static boolean close(List<Clause> clauses, List<Token> current, boolean joined) {
        boolean any = current.stream().anyMatch(token -> !token.is(Kind.FILLER, Kind.JOIN));
        if (any) {
            clauses.add(new Clause(new Segment(current), joined));
        }
        if (any || current.stream().noneMatch(token -> token.is(Kind.FILLER))) {
            current.clear();
        }
        return any;
    }

    private static boolean splits(List<Token> tokens, List<Token> current, int at) {
        Token next = meaningful(tokens, at, 1);
        Token before = meaningful(tokens, at, -1);
        if (tokens.get(at).value().equals("WITH")) {
            boolean change = has(current, Kind.CHANGE);
            boolean title = has(current, Kind.TITLE) && !has(current, Kind.QUOTE);
            boolean swap = has(current, Kind.SWAP);
            return !change && !title && !swap;
        }
        if (has(current, Kind.FROM) && before.is(Kind.NUMBER, Kind.LENGTH) && next.is(Kind.LENGTH, Kind.NUMBER)) {
            return false;
        }
        if (has(current, Kind.SWAP) || between(current, next)) {
            return false;
        }
        if (next.is(Kind.IMAGE) && before.is(Kind.NUMBER) && has(current, Kind.IMAGE)) {
            return false;
        }
        for (Kind kind : LISTED) {
            if (next.is(kind) && (before.is(kind) || (before.is(Kind.IMAGE) && has(current, kind)))) {
                // "zoom in on the first and pan left on the second": two clauses, each with its own clip.
                return kind == Kind.MOVE && has(current, Kind.ORDINAL, Kind.MEDIUM);
            }
        }
        return true;
    }

    /** "Between photo 1 and photo 3" is one place. */
    private static boolean between(List<Token> current, Token next) {
        boolean place = current.stream()
                .anyMatch(token -> token.is(Kind.FROM) && token.value().equals("BETWEEN"));
        return place && next.is(Kind.IMAGE, Kind.ORDINAL, Kind.MEDIUM, Kind.NUMBER);
    }

    private static boolean verbSplits(List<Token> tokens, List<Token> current, int at) {
        Token verb = tokens.get(at);
        boolean content = current.stream().anyMatch(token -> !token.is(VERBS) && !token.is(Kind.FILLER, Kind.JOIN));
        if (verb.is(Kind.REMOVE) && refusedBefore(current)) {
            // "No need to remove the cat": the refusal is the removal's.
            return false;
        }
        if (verb.is(Kind.NOT)) {
            // 标题不要淡入: what is refused belongs to the title before it.
            boolean fade = meaningful(tokens, at, 1).is(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH);
            if (fade && has(current, Kind.TITLE) && !has(current, Kind.QUOTE)) {
                return false;
            }
            // 第三张不要放大: what is refused is refused for the clip before it.
            boolean clip = content
                    && current.stream()
                            .allMatch(token -> token.is(
                                    Kind.ORDINAL, Kind.IMAGE, Kind.MEDIUM, Kind.NUMBER, Kind.FILLER, Kind.JOIN));
            return content && !clip && !meaningful(tokens, at, 1).is(Kind.BREAK);
        }
        return content && has(current, VERBS);
    }

    private static boolean refusedBefore(List<Token> current) {
        for (int i = current.size() - 1; i >= 0; i--) {
            if (current.get(i).is(Kind.NOT)) {
                return true;
            }
            if (!current.get(i).is(Kind.FILLER, Kind.TO)) {
                return false;
            }
        }
        return false;
    }

    private static boolean has(List<Token> tokens, Kind... kinds) {
        return tokens.stream().anyMatch(token -> token.is(kinds));
    }

    private static Token meaningful(List<Token> tokens, int at, int step) {
        for (int i = at + step; i >= 0 && i < tokens.size(); i += step) {
            if (!tokens.get(i).is(Kind.FILLER)) {
                return tokens.get(i);
            }
        }
        return new Token(Kind.BREAK, "", 0, 0);
    }
}
