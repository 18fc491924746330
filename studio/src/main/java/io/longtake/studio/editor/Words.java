package io.longtake.studio.editor;

import io.longtake.studio.film.Film;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How the editor names things to people, in English and Chinese. */
final class Words {
    private Words() {}

    static String mood(Film.Mood mood, boolean chinese) {
        return switch (mood) {
            case LOFI -> "Lo-fi";
            case CALM -> chinese ? "轻柔" : "Calm";
            case HAPPY -> chinese ? "欢快" : "Happy";
            case EPIC -> chinese ? "史诗" : "Epic";
            case SAD -> chinese ? "伤感" : "Sad";
            case UPBEAT -> chinese ? "动感" : "Upbeat";
            case AMBIENT -> chinese ? "氛围" : "Ambient";
            case ROMANTIC -> chinese ? "浪漫" : "Romantic";
        };
    }

    /** 2:00 for whole seconds from a minute up, else as in "12.5 s". */
    static String length(Duration length, boolean chinese) {
        long millis = length.toMillis();
        if (millis >= 60_000 && millis % 1000 == 0) {
            return String.format("%d:%02d", length.toMinutes(), length.toSecondsPart());
        }
        String seconds = BigDecimal.valueOf(millis, 3)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return seconds + (chinese ? " 秒" : " s");
    }
}
