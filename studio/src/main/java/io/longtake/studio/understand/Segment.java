package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens of one clause, and which of them a rule has already made sense of. */
final class Segment {
    private final List<Token> tokens;
    private final boolean[] used;

    Segment(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
        this.used = new boolean[tokens.size()];
    }

    int size() {
        return tokens.size();
    }

    Token token(int i) {
        return tokens.get(i);
    }

    boolean free(int i) {
        return i >= 0 && i < used.length && !used[i];
    }

    void use(int i) {
        used[i] = true;
    }

    /** Free again, for another reading. */
    void release(int i) {
        used[i] = false;
    }

    void useAll() {
        for (int i = 0; i < used.length; i++) {
            used[i] = true;
        }
    }

    boolean has(Kind... kinds) {
        return find(kinds) >= 0;
    }

    /** The first unused token of these kinds; -1 if there is none. */
    int find(Kind... kinds) {
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && tokens.get(i).is(kinds)) {
                return i;
            }
        }
        return -1;
    }

    /** The first unused token of these kinds, used from now on. */
    Optional<Token> take(Kind... kinds) {
        int at = find(kinds);
        if (at < 0) {
            return Optional.empty();
        }
        used[at] = true;
        return Optional.of(tokens.get(at));
    }

    List<Token> takeAll(Kind... kinds) {
        List<Token> taken = new ArrayList<>();
        Optional<Token> next = take(kinds);
        while (next.isPresent()) {
            taken.add(next.get());
            next = take(kinds);
        }
        return taken;
    }

    /** Whether a token of these kinds was there at all, used or not. */
    boolean had(Kind... kinds) {
        return tokens.stream().anyMatch(token -> token.is(kinds));
    }

    /** The next token behind {@code i} that isn't filler; -1 at the end. */
    int after(int i) {
        for (int j = i + 1; j < used.length; j++) {
            if (!tokens.get(j).is(Kind.FILLER)) {
                return j;
            }
        }
        return -1;
    }

    int before(int i) {
        for (int j = i - 1; j >= 0; j--) {
            if (!tokens.get(j).is(Kind.FILLER)) {
                return j;
            }
        }
        return -1;
    }

    boolean is(int i, Kind... kinds) {
        return i >= 0 && i < used.length && tokens.get(i).is(kinds);
    }
}
