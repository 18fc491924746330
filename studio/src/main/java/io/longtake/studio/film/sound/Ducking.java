package io.longtake.studio.film.sound;

import io.longtake.media.sound.Pcm;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import java.util.ArrayList;
import java.util.List;

/** Lowers the music by 11 dB while the sound of a clip plays, with transitions of half a second. */
final class Ducking {
    private static final float LOW = 0.28f;
    private static final long RAMP = Pcm.RATE / 2;

    private record Span(long from, long to) {}

    private final List<Span> spans;

    private Ducking(List<Span> spans) {
        this.spans = spans;
    }

    static Ducking of(Film.Sound sound, List<Film.Sound> all) {
        List<Span> spans = new ArrayList<>();
        if (!(sound instanceof Film.Sound.OfClip)) {
            for (Film.Sound other : all) {
                if (other instanceof Film.Sound.OfClip && other.volume() > 0) {
                    long from = FrameClock.samples(other.start(), Pcm.RATE);
                    spans.add(new Span(from, from + FrameClock.samples(other.length(), Pcm.RATE)));
                }
            }
        }
        return new Ducking(List.copyOf(spans));
    }

    float at(long sample) {
        float gain = 1;
        for (Span span : spans) {
            long outside = Math.max(span.from() - sample, sample - span.to());
            if (outside < RAMP) {
                gain = Math.min(gain, outside <= 0 ? LOW : LOW + (1 - LOW) * outside / RAMP);
            }
        }
        return gain;
    }
}
