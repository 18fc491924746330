package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Music: whether, which, how loud, how fast, how it comes and goes. */
final class SoundRules {
    private static final int SLOW_BPM = 70;
    private static final int FAST_BPM = 130;

    private final Segment segment;
    private final List<MediaItem> media;
    private final boolean no;
    private final boolean made;
    private final Wish.Target target;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    /** @param made whether the clause goes on about what the film is to be: "make it slow and dreamy" */
    SoundRules(
            Segment segment,
            List<MediaItem> media,
            boolean no,
            boolean made,
            Wish.Target target,
            List<Wish> wishes,
            List<Remark> remarks) {
        this.segment = segment;
        this.media = media;
        this.no = no;
        this.made = made;
        this.target = target;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    void apply() {
        boolean music = segment.has(Kind.MUSIC, Kind.OWN);
        boolean silences = segment.has(Kind.MUTE) || (no && segment.has(Kind.MUSIC));
        // "Turn off the original sound": the videos', also where none is named.
        int mute = segment.find(Kind.MUTE);
        boolean original = mute >= 0 && segment.token(mute).value().equals("ORIGINAL");
        if (original || (silences && ofVideos())) {
            segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.MUTE, Kind.FILM);
            wishes.add(new Wish.MuteClips(target));
            tidy();
            return;
        }
        if (segment.has(Kind.MUTE)) {
            done(new Wish.NoMusic());
            return;
        }
        boolean loudness = segment.has(Kind.VOLUME, Kind.LOUDER, Kind.SOFTER);
        Optional<String> own = own(music);
        // "Make it epic" says nothing of music; "epic" alone, or "change it to epic", does.
        boolean mood = segment.has(Kind.MOOD, Kind.GENRE, Kind.INSTRUMENT)
                && !segment.has(Kind.MOTION, Kind.TRANSITION, Kind.LOOK_WORD, Kind.PACE)
                && (!made
                        || segment.has(Kind.PERCENT)
                        || (segment.has(Kind.GENRE, Kind.INSTRUMENT) && !segment.has(Kind.MAKE)));
        boolean tempo = segment.has(Kind.BPM) || (segment.has(Kind.PACE) && segment.has(Kind.NUMBER));
        if (!music && !loudness && own.isEmpty() && !mood && !tempo) {
            return;
        }
        if (no && !loudness) {
            done(new Wish.NoMusic());
            return;
        }
        if (music && !segment.has(Kind.TITLE) && fades()) {
            return;
        }
        Optional<Double> volume = Optional.empty();
        if (loudness && segment.has(Kind.LOUDER, Kind.SOFTER) && !segment.has(Kind.TO)) {
            relative();
            if (!segment.has(Kind.MOOD, Kind.GENRE, Kind.INSTRUMENT, Kind.OWN, Kind.BPM)) {
                tidy();
                return;
            }
        } else {
            volume = segment.take(Kind.PERCENT).map(token -> token.number() / 100);
            int number = segment.find(Kind.NUMBER);
            boolean level = segment.has(Kind.VOLUME)
                    || (music && segment.is(segment.before(number), Kind.AT, Kind.TO) && !segment.has(Kind.PACE));
            if (volume.isEmpty() && level && number >= 0) {
                segment.use(number);
                volume = Optional.of(segment.token(number).number() / 100);
            }
            boolean ownFile = own.isPresent() || segment.has(Kind.OWN);
            if (volume.isEmpty() && loudness && ownFile) {
                volume = segment.take(Kind.FACTOR).map(Token::number);
            }
            if (volume.isEmpty() && loudness && !ownFile) {
                volume = segment.take(Kind.FACTOR).map(Token::number);
                if (volume.isPresent()) {
                    wishes.add(new Wish.ScaleVolume(volume.get()));
                    tidy();
                    return;
                }
            }
            segment.takeAll(Kind.LOUDER, Kind.SOFTER);
        }
        if (own.isPresent() || segment.take(Kind.OWN).isPresent()) {
            wishes.add(new Wish.OwnMusic(own, volume));
            tidy();
            return;
        }
        made(music, volume);
    }

    /** Where videos were uploaded, "the sound of the video" is theirs, and so is that of a clip which is named. */
    private boolean ofVideos() {
        boolean any = media.stream().anyMatch(item -> item.kind() == MediaItem.Kind.VIDEO);
        return any && (segment.had(Kind.FILM) || !target.isFilm());
    }

    private void made(boolean music, Optional<Double> volume) {
        Optional<Film.Mood> mood = segment.take(Kind.MOOD).map(token -> Film.Mood.valueOf(token.value()));
        Optional<Film.Instrument> instrument = instrument();
        if (mood.isEmpty()) {
            mood = segment.take(Kind.GENRE).map(token -> {
                Film.Mood nearest = Film.Mood.valueOf(token.value());
                remarks.add(new Remark.Genre(token.value(), nearest));
                return nearest;
            });
        } else {
            segment.takeAll(Kind.GENRE);
        }
        if (mood.isEmpty() && music && segment.take(Kind.GENTLE).isPresent()) {
            mood = Optional.of(Film.Mood.CALM);
        }
        Optional<Film.Mood> kept = mood;
        boolean second = segment.takeAll(Kind.MOOD).stream()
                .anyMatch(token ->
                        kept.isPresent() && !token.value().equals(kept.get().name()));
        if (second && kept.isPresent()) {
            remarks.add(new Remark.OneMood(kept.get()));
        }
        segment.takeAll(Kind.GENTLE);
        Optional<Integer> bpm = segment.take(Kind.BPM).map(token -> (int) token.number());
        if (bpm.isEmpty() && segment.has(Kind.PACE)) {
            bpm = segment.take(Kind.NUMBER).map(token -> (int) token.number());
        }
        bpm.ifPresent(any -> segment.takeAll(Kind.PACE, Kind.CHANGE, Kind.TO));
        Optional<Double> factor =
                music && segment.has(Kind.SPEED) ? segment.take(Kind.FACTOR).map(Token::number) : Optional.empty();
        if (factor.isPresent()) {
            segment.takeAll(Kind.SPEED, Kind.AT);
            wishes.add(new Wish.ChangeTempo(factor.get() < 1 ? -1 : 1));
            tidy();
            return;
        }
        if (music && bpm.isEmpty()) {
            if (segment.take(Kind.SLOWER).isPresent()) {
                wishes.add(new Wish.ChangeTempo(-1));
            } else if (segment.take(Kind.FASTER).isPresent()) {
                wishes.add(new Wish.ChangeTempo(1));
            } else if (!segment.has(Kind.MOVE, Kind.MOTION, Kind.PACE)) {
                bpm = segment.take(Kind.SLOW, Kind.FAST).map(it -> it.is(Kind.SLOW) ? SLOW_BPM : FAST_BPM);
            }
        }
        boolean bareTempo = !wishes.isEmpty() && wishes.get(wishes.size() - 1) instanceof Wish.ChangeTempo;
        int named = segment.find(Kind.MUSIC);
        boolean other = segment.has(Kind.CHANGE, Kind.SWAP, Kind.VARIED, Kind.OTHERS)
                || (named >= 0 && segment.token(named).value().equals("OTHER"));
        if (other && mood.isEmpty() && instrument.isEmpty() && bpm.isEmpty() && volume.isEmpty() && !bareTempo) {
            segment.takeAll(Kind.CHANGE, Kind.SWAP, Kind.VARIED, Kind.OTHERS);
            remarks.add(new Remark.WhichMusic());
            tidy();
            return;
        }
        if (mood.isPresent()
                || instrument.isPresent()
                || bpm.isPresent()
                || volume.isPresent()
                || (music && !bareTempo && asksForMusic())) {
            wishes.add(new Wish.SetMusic(mood, instrument, bpm, volume));
        }
        tidy();
    }

    /** An instrument that generated music can be led by; of several, the first. */
    private Optional<Film.Instrument> instrument() {
        return segment.takeAll(Kind.INSTRUMENT).stream()
                .findFirst()
                .map(token -> Film.Instrument.valueOf(token.value()));
    }

    /** "Change the music" alone says nothing about which; everything else about music wants some. */
    private boolean asksForMusic() {
        return !segment.has(Kind.LOUDER, Kind.SOFTER);
    }

    private void relative() {
        boolean louder = segment.has(Kind.LOUDER);
        Optional<Double> part = segment.take(Kind.PERCENT).map(token -> token.number() / 100);
        Optional<Double> factor = segment.take(Kind.FACTOR).map(Token::number);
        double scale = louder ? 1 + part.orElse(0.3) : Math.max(0, 1 - part.orElse(0.3));
        if (factor.isPresent()) {
            scale = louder ? Math.max(factor.get(), 1 / factor.get()) : Math.min(factor.get(), 1 / factor.get());
        }
        wishes.add(new Wish.ScaleVolume(scale));
    }

    private boolean fades() {
        boolean both = segment.has(Kind.FADE_BOTH);
        boolean in = both || segment.has(Kind.FADE_IN);
        boolean out = both || segment.has(Kind.FADE_OUT) || (segment.has(Kind.FADE) && !in);
        if (!in && !out) {
            return false;
        }
        segment.takeAll(
                Kind.FADE_IN,
                Kind.FADE_OUT,
                Kind.FADE_BOTH,
                Kind.FADE,
                Kind.SLOW,
                Kind.SMOOTH,
                Kind.BEGINNING,
                Kind.END);
        int ordinal = segment.before(segment.find(Kind.LENGTH));
        if (segment.is(ordinal, Kind.ORDINAL)) {
            segment.use(ordinal);
        }
        Duration length = segment.take(Kind.LENGTH)
                .map(token -> Numbers.millis(token.value()))
                .orElse(Duration.ofSeconds(3));
        if (segment.has(Kind.MOOD, Kind.GENRE, Kind.INSTRUMENT, Kind.GENTLE, Kind.ADD)) {
            Optional<Film.Mood> mood = segment.take(Kind.MOOD).map(token -> Film.Mood.valueOf(token.value()));
            wishes.add(new Wish.SetMusic(mood, instrument(), Optional.empty(), Optional.empty()));
        }
        wishes.add(new Wish.FadeMusic(
                in ? Optional.of(length) : Optional.empty(), out ? Optional.of(length) : Optional.empty()));
        tidy();
        return true;
    }

    /** A sound file by its name, quoted or not. */
    private Optional<String> own(boolean music) {
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.free(i) || !segment.is(i, Kind.MEDIUM, Kind.QUOTE)) {
                continue;
            }
            Token token = segment.token(i);
            for (MediaItem item : media) {
                boolean meant =
                        token.is(Kind.MEDIUM) ? item.id().equals(token.value()) : TitleRules.named(item, token.value());
                if (meant && (item.kind() == MediaItem.Kind.AUDIO || music)) {
                    segment.use(i);
                    return Optional.of(item.id());
                }
            }
            if (music && token.is(Kind.QUOTE)) {
                segment.use(i);
                return Optional.of(token.value());
            }
        }
        return Optional.empty();
    }

    private void done(Wish wish) {
        segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.MUTE, Kind.MOOD, Kind.GENRE, Kind.INSTRUMENT, Kind.GENTLE);
        wishes.add(wish);
        tidy();
    }

    private void tidy() {
        segment.takeAll(
                Kind.MUSIC,
                Kind.OWN,
                Kind.VOLUME,
                Kind.LOUDER,
                Kind.SOFTER,
                Kind.ADD,
                Kind.CHANGE,
                Kind.SWAP,
                Kind.TO,
                Kind.AT);
    }
}
