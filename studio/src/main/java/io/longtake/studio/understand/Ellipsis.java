package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says again what a person said once: "zoom in on beach, out on city", "seconds 5 to 12". */
final class Ellipsis {
    private static final Set<String> DIVIDED = Set.of("take", "leave");
    private static final Pattern MORE = Pattern.compile(".*\\s(?:more|extra|additional)\\s.*");
    private static final Set<String> AWAY = Set.of("away", "out", "off");

    private static final Pattern DIRECTION = Pattern.compile("(?i)(?:in|out|left|right|up|down) on\\b.*");

    private final String message;
    private final List<Token> tokens;

    private Ellipsis(String message, List<Token> tokens) {
        this.message = message;
        this.tokens = new ArrayList<>(tokens);
    }

    static List<Token> spelledOut(String message, List<Token> tokens) {
        Ellipsis ellipsis = new Ellipsis(message, tokens);
        ellipsis.moves();
        ellipsis.moments();
        ellipsis.takenAway();
        ellipsis.more();
        ellipsis.off();
        return List.copyOf(ellipsis.tokens);
    }

    /** Whether a clause, "out on the second", needs the move of the clause before it. */
    static boolean goesOnAboutMotion(String clause) {
        return DIRECTION.matcher(clause).matches();
    }

    /** "…, out on the second": a direction and its clip behind a move of another clip. */
    private void moves() {
        boolean moved = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean opens = i > 0 && tokens.get(i - 1).is(Kind.BREAK, Kind.JOIN);
            Arrangement.@Nullable Move move = MotionInstructions.DIRECTIONS.get(word(token));
            boolean aims = word(tokens.get(i + 1)).equals("on");
            if (moved && opens && aims && move != null && token.is(Kind.FILLER, Kind.WORD)) {
                tokens.set(i, new Token(Kind.MOVE, move.name(), token.start(), token.end()));
            }
            moved |= token.is(Kind.MOVE);
        }
    }

    /** "Seconds 5 to 12" are two moments. */
    private void moments() {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            boolean range = word(tokens.get(i)).equals("seconds")
                    && tokens.get(i + 1).is(Kind.NUMBER)
                    && tokens.get(i + 2).is(Kind.TO, Kind.JOIN)
                    && tokens.get(i + 3).is(Kind.NUMBER);
            if (range) {
                tokens.set(i + 1, length(tokens.get(i + 1)));
                tokens.set(
                        i + 2,
                        new Token(
                                Kind.TO,
                                "",
                                tokens.get(i + 2).start(),
                                tokens.get(i + 2).end()));
                tokens.set(i + 3, length(tokens.get(i + 3)));
                tokens.set(
                        i,
                        new Token(
                                Kind.FILLER,
                                "",
                                tokens.get(i).start(),
                                tokens.get(i).end()));
            }
        }
    }

    /** "Take the title away", "take ten seconds off", "leave the cat out": a verb in two parts. */
    private void takenAway() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!DIVIDED.contains(word(tokens.get(i)))) {
                continue;
            }
            boolean length = false;
            for (int j = i + 1; j < tokens.size() && !tokens.get(j).is(Kind.BREAK, Kind.JOIN); j++) {
                length |= tokens.get(j).is(Kind.LENGTH);
                if (AWAY.contains(word(tokens.get(j)))) {
                    become(i, length ? Kind.SHORTER : Kind.REMOVE);
                    become(j, Kind.FILLER);
                    break;
                }
            }
        }
    }

    /** "Hold it for 2 more seconds", "give it 5 extra seconds": longer than now. */
    private void more() {
        if (tokens.stream().anyMatch(token -> token.is(Kind.TITLE, Kind.QUOTE))) {
            return;
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.LENGTH) && MORE.matcher(word(token)).matches()) {
                i++;
                tokens.add(i, new Token(Kind.LONGER, "-", token.end(), token.end()));
            }
        }
    }

    /** "Music off", 字幕 off. */
    private void off() {
        boolean removed = false;
        for (int i = 1; i < tokens.size(); i++) {
            removed = !tokens.get(i).is(Kind.BREAK)
                    && (removed || tokens.get(i - 1).is(Kind.REMOVE));
            boolean ends = i + 1 == tokens.size() || tokens.get(i + 1).is(Kind.BREAK, Kind.JOIN);
            if (ends
                    && !removed
                    && word(tokens.get(i)).equals("off")
                    && tokens.get(i - 1).is(Kind.TITLE, Kind.MUSIC)) {
                become(i, Kind.REMOVE);
            }
        }
    }

    private void become(int i, Kind kind) {
        tokens.set(i, new Token(kind, "-", tokens.get(i).start(), tokens.get(i).end()));
    }

    private static Token length(Token seconds) {
        String millis = Long.toString(Math.round(Math.min(100_000, seconds.number()) * 1000));
        return new Token(Kind.LENGTH, millis, seconds.start(), seconds.end());
    }

    private String word(Token token) {
        return message.substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
    }
}
