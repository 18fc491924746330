package io.longtake.studio.editor;

import io.longtake.studio.film.Film;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a sentence and does what it says. */
public final class SentenceEditor implements Editor {
    private static final Pattern LENGTH = Pattern.compile("(\\d+)[ -]?(minute|min|second|sec|s)\\b");

    @Override
    public EditResult edit(Optional<Timeline> before, List<MediaItem> media, String message, long seed) {
        if (media.isEmpty()) {
            return new EditResult(before, "I can only work from uploaded images. Upload one first.");
        }
        Arrangement plan = before.map(Timeline::now)
                .orElseGet(() ->
                        Arrangement.of(media.stream().map(Arrangement.Clip::of).toList()));
        String text = message.toLowerCase(Locale.ROOT);
        Matcher matcher = LENGTH.matcher(text);
        if (matcher.find()) {
            long number = Long.parseLong(matcher.group(1));
            plan = plan.withLength(new Arrangement.Length.Exactly(
                    matcher.group(2).startsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number)));
        }
        if (text.contains("music")) {
            plan = plan.withMusic(plan.music().withSource(new Arrangement.MusicWish.Source.Made(Film.Mood.CALM, 0)));
        }
        Arrangement after = plan;
        Timeline timeline = before.map(it -> it.with(after)).orElseGet(() -> Timeline.of(after));
        return new EditResult(
                Optional.of(timeline), "Made a " + Words.length(Director.length(after, media), false) + " film.");
    }
}
