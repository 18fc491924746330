package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a film is about, "a video of our holiday in Italy", "my holiday photos": told in passing, and no wish. */
final class Subject {
    private static final Set<String> ABOUT = Set.of("of", "about", "for", "from");
    private static final Pattern ABOUT_CHINESE = Pattern.compile("(?:关于|有关|关于我们的?|我们的?|我们|咱们的?|我的|我家的?|我)");
    private static final Set<String> OWN = Set.of("my", "our");

    private final String message;
    private final List<Token> tokens;

    private Subject(String message, List<Token> tokens) {
        this.message = message;
        this.tokens = new ArrayList<>(tokens);
    }

    /**
     * The tokens with a subject's words as fillers.
     *
     * @param first whether there is no film yet: of a film that is there, "beach: 5 seconds" may be about a picture of it
     */
    static List<Token> passedOver(String message, List<Token> tokens, boolean first) {
        Subject subject = new Subject(message, tokens);
        if (first) {
            subject.heading();
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(Kind.FILM, Kind.IMAGE, Kind.RATIO, Kind.STYLE)) {
                subject.behind(i);
                subject.before(i);
            }
        }
        return List.copyOf(subject.tokens);
    }

    /** "Promo for my bakery: 20 sec": what the message begins with, before a colon and the film's length. */
    private void heading() {
        int colon = 0;
        while (colon < tokens.size()
                && tokens.get(colon).is(Kind.WORD, Kind.FILLER, Kind.FOR, Kind.STYLE, Kind.FILM, Kind.JOIN, Kind.TO)) {
            colon++;
        }
        if (colon > 0
                && colon + 1 < tokens.size()
                && tokens.get(colon).is(Kind.COLON)
                && tokens.get(colon + 1).is(Kind.LENGTH)) {
            silence(0, colon);
        }
    }

    private void behind(int film) {
        int about = film + 1;
        if (!tokens.get(film).is(Kind.FILM, Kind.RATIO, Kind.STYLE)
                || about >= tokens.size()
                || !ABOUT.contains(word(about))) {
            return;
        }
        int end = run(about + 1);
        if (word(about).equals("for")
                && !tokens.get(about + 1 < end ? about + 1 : about).is(Kind.FILLER, Kind.WORD)) {
            return;
        }
        while (end > about + 1 && end + 1 < tokens.size() && joins(end) && wordsOnly(end + 1)) {
            // "Italy and Spain".
            end = run(end + 1);
        }
        silence(about, end);
    }

    private boolean joins(int i) {
        return tokens.get(i).is(Kind.JOIN) && tokens.get(i).value().equals("AND");
    }

    /** Whether a run of unknown words reaches the end of its clause. */
    private boolean wordsOnly(int from) {
        int end = run(from);
        return end > from
                && tokens.get(from).is(Kind.WORD, Kind.FILLER)
                && (end == tokens.size() || tokens.get(end).is(Kind.BREAK, Kind.JOIN));
    }

    private int run(int from) {
        int end = from;
        while (end < tokens.size()
                && tokens.get(end)
                        .is(
                                Kind.WORD,
                                Kind.FILLER,
                                Kind.TO,
                                Kind.AT,
                                Kind.NUMBER,
                                Kind.ORDINAL,
                                Kind.COLOR,
                                Kind.MOOD,
                                Kind.STYLE)) {
            end++;
        }
        return end;
    }

    /** "My holiday photos", 我们假期的视频. */
    private void before(int noun) {
        if (tokens.get(noun).is(Kind.RATIO, Kind.STYLE)) {
            return;
        }
        int begin = noun;
        while (begin > 0 && tokens.get(begin - 1).is(Kind.WORD, Kind.FILLER, Kind.STYLE)) {
            begin--;
        }
        for (int i = begin; i < noun; i++) {
            String word = word(i);
            boolean english = OWN.contains(word) && noun - i <= 4 && mayPass(i);
            boolean chinese = tokens.get(noun).is(Kind.FILM)
                    && mayPass(i)
                    && ABOUT_CHINESE
                            .matcher(word + (i + 1 < noun ? word(i + 1) : ""))
                            .lookingAt();
            if (english || chinese) {
                silence(i, noun);
                return;
            }
        }
    }

    /** "Remove my blurry photos" says which. */
    private boolean mayPass(int i) {
        for (int j = i - 1; j >= 0 && !tokens.get(j).is(Kind.BREAK); j--) {
            if (tokens.get(j).is(Kind.REMOVE, Kind.NOT, Kind.ONLY, Kind.KEEP, Kind.SHIFT, Kind.SWAP, Kind.EXCEPT)) {
                return false;
            }
        }
        return true;
    }

    private void silence(int from, int to) {
        boolean any = tokens.subList(from, to).stream().anyMatch(token -> token.is(Kind.WORD, Kind.MOOD));
        if (!any) {
            return;
        }
        for (int i = from; i < to; i++) {
            if (tokens.get(i).is(Kind.STYLE)) {
                continue;
            }
            tokens.set(
                    i,
                    new Token(
                            Kind.FILLER,
                            "",
                            tokens.get(i).start(),
                            tokens.get(i).end()));
        }
    }

    private String word(int i) {
        return message.substring(tokens.get(i).start(), tokens.get(i).end()).toLowerCase(Locale.ROOT);
    }
}
