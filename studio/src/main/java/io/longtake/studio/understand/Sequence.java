package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An order that is told clip by clip: "order: 3, 1, 2", "forest first, then beach, then city". Read before the clauses, which end
 * at each of its commas.
 *
 * @param rest the message without it
 */
record Sequence(Optional<Wish> wish, List<Token> rest) {
    private static final Kind[] CLIPS = {Kind.MEDIUM, Kind.ORDINAL, Kind.NUMBER};
    private static final Kind[] GLUE = {
        Kind.FILLER, Kind.JOIN, Kind.BREAK, Kind.COLON, Kind.IMAGE, Kind.TO, Kind.NUMBER_SIGN, Kind.AFTER
    };

    static Sequence of(List<Token> tokens) {
        int order = indexOf(tokens, Kind.ORDER);
        boolean told = order >= 0 && tokens.stream().noneMatch(token -> token.is(Kind.REVERSE, Kind.SHUFFLE));
        if (told) {
            int end = runEnd(tokens, order + 1);
            List<Ref> clips = clips(tokens.subList(order + 1, end));
            if (clips.size() >= 2) {
                int begin = verbBefore(tokens, order);
                List<Token> rest = new ArrayList<>(tokens.subList(0, begin));
                rest.addAll(tokens.subList(end, tokens.size()));
                return found(clips, rest);
            }
        }
        boolean only = runEnd(tokens, 0) == tokens.size();
        long named = tokens.stream().filter(token -> token.is(Kind.MEDIUM)).count();
        boolean list = named >= 3
                && tokens.stream()
                        .allMatch(token -> token.is(Kind.MEDIUM, Kind.FILLER, Kind.JOIN, Kind.BREAK, Kind.END));
        if (list) {
            return found(clips(tokens), List.of());
        }
        if (only && eachShown(tokens)) {
            return found(clips(tokens), List.of());
        }
        int first = firstWord(tokens);
        if (only && first > 0 && tokens.stream().noneMatch(token -> token.is(Kind.NUMBER))) {
            List<Token> without = new ArrayList<>(tokens);
            without.remove(first);
            List<Ref> clips = clips(without);
            if (clips.size() >= 2) {
                return found(clips, List.of());
            }
        }
        return new Sequence(Optional.empty(), tokens);
    }

    private static Sequence found(List<Ref> clips, List<Token> rest) {
        return new Sequence(Optional.of(new Wish.SetOrder(new Target(clips))), List.copyOf(rest));
    }

    /** 先放第三张，再放第一张; "show the third, then show the first". */
    private static boolean eachShown(List<Token> tokens) {
        int clips = 0;
        boolean shown = false;
        for (Token token : tokens) {
            if (token.is(Kind.MEDIUM, Kind.ORDINAL)) {
                if (!shown) {
                    return false;
                }
                clips++;
                shown = false;
            }
            shown |= isVerb(token) && token.is(Kind.ADD);
        }
        return clips >= 2;
    }

    /** "Beach first": an ordinal behind a clip rather than before its noun. */
    private static int firstWord(List<Token> tokens) {
        int clip = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (clip >= 0 && token.is(Kind.ORDINAL) && token.value().equals("1")) {
                return i;
            }
            if (token.is(Kind.BREAK)) {
                return -1;
            }
            clip = token.is(Kind.MEDIUM, Kind.ORDINAL) ? i : clip;
        }
        return -1;
    }

    private static int runEnd(List<Token> tokens, int from) {
        int end = from;
        int next = from;
        while (next < tokens.size()
                && (tokens.get(next).is(CLIPS) || tokens.get(next).is(GLUE) || isVerb(tokens.get(next)))) {
            next++;
            if (tokens.get(next - 1).is(CLIPS) || tokens.get(next - 1).is(Kind.IMAGE)) {
                end = next;
            }
        }
        return next == tokens.size() ? next : end;
    }

    private static boolean isVerb(Token token) {
        return token.is(Kind.CHANGE, Kind.MAKE)
                || (token.is(Kind.ADD) && token.value().equals("SHOW"));
    }

    private static int verbBefore(List<Token> tokens, int order) {
        int begin = order;
        while (begin > 0 && (tokens.get(begin - 1).is(Kind.FILLER) || isVerb(tokens.get(begin - 1)))) {
            begin--;
        }
        return begin;
    }

    private static List<Ref> clips(List<Token> tokens) {
        List<Ref> clips = new ArrayList<>();
        for (Token token : tokens) {
            if (token.is(Kind.MEDIUM)) {
                clips.add(new Ref.Medium(token.value()));
            } else if (token.is(Kind.ORDINAL, Kind.NUMBER)) {
                clips.add(new Ref.Nth((int) Math.round(Math.max(-1000, Math.min(1000, token.number())))));
            }
        }
        return clips;
    }

    private static int indexOf(List<Token> tokens, Kind kind) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(kind)) {
                return i;
            }
        }
        return -1;
    }
}
