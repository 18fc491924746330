package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fades that belong to the music of the clause before: "epic music, fading out over five seconds". */
final class MusicFades {
    private final String message;
    private final List<Wish> wishes;
    /** Whether what is said goes on about the music with which it began. */
    private boolean musicFirst;

    MusicFades(String message, List<Wish> wishes) {
        this.message = message;
        this.wishes = wishes;
    }

    /** 音乐用史诗的，结尾淡出五秒; "epic music, fading out over five seconds": the fade is the music's. */
    Segment ofMusic(Segment segment) {
        int first = segment.find(Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.FILLER && kind != Kind.JOIN)
                .toArray(Kind[]::new));
        int fade = segment.find(Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH, Kind.FADE);
        // What ends in black is a picture.
        boolean bare = fade >= 0 && !words(segment.token(fade)).matches(".*(?:black|黑).*");
        for (int i = 0; i < segment.size() && bare; i++) {
            bare = segment.is(
                    i,
                    Kind.FILLER,
                    Kind.JOIN,
                    Kind.BEGINNING,
                    Kind.END,
                    Kind.FADE_IN,
                    Kind.FADE_OUT,
                    Kind.FADE_BOTH,
                    Kind.FADE,
                    Kind.LENGTH,
                    Kind.AT,
                    Kind.FOR,
                    Kind.SLOW,
                    Kind.GENTLE);
        }
        int last = wishes.size() - 1;
        boolean music = last >= 0 && Topic.of(wishes.get(last)) == Topic.MUSIC;
        boolean goesOn =
                bare && music && first == fade && words(segment.token(fade)).matches("fad(?:ing|es) .*");
        if ((bare && musicFirst) || goesOn) {
            List<Token> tokens = new ArrayList<>();
            tokens.add(new Token(
                    Kind.MUSIC, "-", segment.token(0).start(), segment.token(0).start()));
            for (int i = 0; i < segment.size(); i++) {
                tokens.add(segment.token(i));
            }
            return new Segment(tokens);
        }
        if (first >= 0) {
            boolean length = segment.is(first, Kind.LENGTH) && segment.after(first) < 0;
            boolean ofMusic = segment.is(first, Kind.MUSIC, Kind.OWN) || musicAlone(segment);
            musicFirst = ofMusic ? Languages.isChinese(message) : musicFirst && length;
        }
        return segment;
    }

    /** 用史诗音乐: of nothing else. */
    private static boolean musicAlone(Segment segment) {
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.is(
                    i,
                    Kind.MUSIC,
                    Kind.OWN,
                    Kind.MOOD,
                    Kind.GENRE,
                    Kind.INSTRUMENT,
                    Kind.GENTLE,
                    Kind.VOLUME,
                    Kind.PERCENT,
                    Kind.ADD,
                    Kind.CHANGE,
                    Kind.FILLER,
                    Kind.JOIN)) {
                return false;
            }
        }
        return segment.has(Kind.MUSIC, Kind.OWN);
    }

    private String words(Token token) {
        return message.substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
    }
}
