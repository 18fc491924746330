package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stretches of time in a message: "0-2s", "0:00–0:02", 第0到2秒, "from 2 to 4 seconds". */
final class Spans {
    private static final Kind[] ENDS = {Kind.NUMBER, Kind.LENGTH, Kind.ORDINAL};

    private Spans() {}

    /**
     * A stretch of time and its tokens.
     *
     * @param first the index of its first token, "from" included
     * @param last the index of its last token
     */
    record Span(int first, int last, Duration from, Duration to) {}

    /**
     * The tokens with a break between what is said of one stretch and of the next: "0-2s static 2-4s push in". The same tokens where
     * the message tells no stretches; "30 to 40 seconds" alone is how long a film may be.
     */
    static List<Token> apart(List<Token> tokens) {
        List<Span> spans = all(tokens);
        if (!tellsStretches(tokens, spans)) {
            return tokens;
        }
        boolean behind = behindMoves(tokens, spans);
        List<Token> apart = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < tokens.size(); i++) {
            int at = i;
            open &= !tokens.get(i).is(Kind.BREAK);
            boolean begins = spans.stream().anyMatch(span -> span.first() == at);
            if (begins && open && !behind) {
                apart.add(border(tokens.get(i).start()));
            }
            open |= begins;
            apart.add(tokens.get(i));
            if (behind && spans.stream().anyMatch(span -> span.last() == at)) {
                apart.add(border(tokens.get(i).end()));
            }
        }
        return List.copyOf(apart);
    }

    /** Whether stretches stand behind what happens in them: "static (0-2s), push in (2-4s)". */
    static boolean behindMoves(List<Token> tokens, List<Span> spans) {
        for (int i = 0; i < spans.get(0).first(); i++) {
            if (tokens.get(i).is(Kind.MOVE)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these are stretches of the film: more than one, one from its beginning, one told with "from", or "5s-10s:". */
    static boolean tellsStretches(List<Token> tokens, List<Span> spans) {
        return spans.size() > 1
                || spans.stream()
                        .anyMatch(span ->
                                span.from().isZero() || tokens.get(span.first()).is(Kind.FROM));
    }

    static List<Span> all(List<Token> tokens) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < tokens.size()) {
            Optional<Span> span = at(tokens, i);
            span.ifPresent(spans::add);
            i = span.map(it -> it.last() + 1).orElse(i + 1);
        }
        return List.copyOf(spans);
    }

    /** The stretch in a clause. */
    static Optional<Span> in(Segment segment) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < segment.size(); i++) {
            tokens.add(segment.token(i));
        }
        return all(tokens).stream().findFirst();
    }

    private static Optional<Span> at(List<Token> tokens, int first) {
        int low = first;
        while (low < tokens.size() && tokens.get(low).is(Kind.FROM, Kind.AT)) {
            low++;
        }
        int glue = low + 1;
        int high = glue + 1;
        while (high < tokens.size() && tokens.get(high).is(Kind.AT)) {
            high++;
        }
        boolean shape = high < tokens.size()
                && tokens.get(low).is(ENDS)
                && tokens.get(glue).is(Kind.TO)
                && tokens.get(high).is(Kind.LENGTH);
        boolean counted = first > 0 && tokens.get(first - 1).is(Kind.IMAGE, Kind.TITLE);
        if (!shape || counted) {
            return Optional.empty();
        }
        Duration to = Numbers.millis(tokens.get(high).value());
        Token begin = tokens.get(low);
        double seconds = Math.min(100_000, Math.abs(begin.number()));
        Duration from =
                begin.is(Kind.LENGTH) ? Numbers.millis(begin.value()) : Duration.ofMillis(Math.round(seconds * 1000));
        return Optional.of(new Span(first, high, from, to));
    }

    private static Token border(int at) {
        return new Token(Kind.BREAK, ".", at, at);
    }
}
