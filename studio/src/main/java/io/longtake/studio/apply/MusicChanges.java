package io.longtake.studio.apply;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Remark.Quantity;
import io.longtake.studio.understand.Wish;
import java.util.List;
import java.util.Optional;

/** Carries out requests about the music; what cannot be carried out results in a remark and changes nothing. */
final class MusicChanges {
    private static final int SLOWEST_BPM = 40;
    private static final int FASTEST_BPM = 200;
    private static final int USUAL_BPM = 90;
    private static final double LOUDEST = 2;

    private static final Source.Made CALM = new Source.Made(Film.Mood.CALM, 0, Film.Instrument.OF_MOOD);

    private final List<MediaItem> media;
    private final List<Remark> remarks;
    private Arrangement plan;

    MusicChanges(Arrangement plan, List<MediaItem> media, List<Remark> remarks) {
        this.plan = plan;
        this.media = media;
        this.remarks = remarks;
    }

    /** Carries out a request about music; every other request changes nothing. */
    Arrangement carriedOut(Wish wish) {
        execute(wish);
        return plan;
    }

    private void execute(Wish wish) {
        Arrangement.MusicWish music = plan.music();
        if (wish instanceof Wish.SetMusic it) {
            music(it);
        } else if (wish instanceof Wish.OwnMusic it) {
            own(it);
        } else if (wish instanceof Wish.NoMusic) {
            plan = plan.withMusic(music.withSource(new Source.None()));
        } else if (wish instanceof Wish.ChangeTempo it) {
            Source.Made made = music.source() instanceof Source.Made is ? is : CALM;
            int bpm = (made.bpm() == 0 ? USUAL_BPM : made.bpm()) + 20 * it.by();
            music(new Wish.SetMusic(Optional.empty(), Optional.empty(), Optional.of(bpm), Optional.empty()));
        } else if (wish instanceof Wish.ScaleVolume it) {
            boolean any = !(music.source() instanceof Source.None);
            double next = Math.round(music.volume() * it.factor() * 100) / 100.0;
            if (any) {
                plan = plan.withMusic(music.withVolume(Math.max(0, Math.min(LOUDEST, next))));
            } else {
                remarks.add(new Remark.NoSuchSound(Optional.empty()));
            }
        } else if (wish instanceof Wish.FadeMusic && music.source() instanceof Source.None) {
            remarks.add(new Remark.NoSuchSound(Optional.empty()));
        } else if (wish instanceof Wish.FadeMusic it) {
            plan = plan.withMusic(
                    music.withFades(it.in().orElse(music.fadeIn()), it.out().orElse(music.fadeOut())));
        }
    }

    private void music(Wish.SetMusic it) {
        Arrangement.MusicWish music = plan.music();
        boolean any =
                it.mood().isEmpty() && it.bpm().isEmpty() && it.instrument().isEmpty();
        if (any && music.source() instanceof Source.None) {
            // "With music": use the uploaded sound if there is one.
            ownSound(Optional.empty()).ifPresent(this::use);
            music = plan.music();
        }
        Source source = music.source();
        if (!any || source instanceof Source.None) {
            Source.Made made = source instanceof Source.Made is ? is : CALM;
            int bpm = it.bpm().orElse(made.bpm());
            if (bpm != 0 && (bpm < SLOWEST_BPM || bpm > FASTEST_BPM)) {
                remarks.add(new Remark.OutOfRange(
                        Quantity.TEMPO, bpm + " BPM", SLOWEST_BPM + " BPM", FASTEST_BPM + " BPM"));
                bpm = made.bpm();
            }
            Film.Instrument kept = it.mood().isPresent() ? Film.Instrument.OF_MOOD : made.instrument();
            source = new Source.Made(
                    it.mood().orElse(made.mood()), bpm, it.instrument().orElse(kept));
        }
        double volume = it.volume().orElse(music.volume());
        if (volume > LOUDEST) {
            remarks.add(new Remark.OutOfRange(Quantity.VOLUME, Math.round(volume * 100) + "%", "0%", "200%"));
            volume = music.volume();
        }
        plan = plan.withMusic(music.withSource(source).withVolume(volume));
    }

    private void own(Wish.OwnMusic it) {
        Optional<MediaItem> sound = ownSound(it.medium());
        if (sound.isEmpty()) {
            remarks.add(new Remark.NoSuchSound(it.medium()
                    .map(id -> media.stream()
                            .filter(item -> item.id().equals(id))
                            .map(MediaItem::name)
                            .findFirst()
                            .orElse(id))
                    .or(() -> Optional.of(""))));
            return;
        }
        use(sound.get());
        double volume = Math.min(LOUDEST, it.volume().orElse(plan.music().volume()));
        plan = plan.withMusic(plan.music().withVolume(volume));
    }

    /** Makes an uploaded sound the music. */
    private void use(MediaItem sound) {
        plan = plan.withMusic(plan.music().withSource(new Source.Own(sound.id(), sound.name())));
    }

    /** The sound with this id; without an id, the sound uploaded last. */
    private Optional<MediaItem> ownSound(Optional<String> id) {
        return ownSound(media, id);
    }

    /** See {@link #ownSound(Optional)}. */
    static Optional<MediaItem> ownSound(List<MediaItem> media, Optional<String> id) {
        return media.stream()
                .filter(item -> item.kind() == MediaItem.Kind.AUDIO)
                .filter(item -> id.isEmpty() || id.get().equals(item.id()))
                .reduce((first, last) -> last);
    }
}
