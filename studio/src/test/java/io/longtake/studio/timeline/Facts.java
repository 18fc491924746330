package io.longtake.studio.timeline;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An arrangement as one line: everything that differs from the default of a first edit. */
public final class Facts {
    public static final List<MediaItem> ONE = List.of(photo("mountains", 3264, 2448));
    public static final List<MediaItem> THREE =
            List.of(photo("beach", 4000, 3000), photo("city", 4000, 2250), photo("forest", 3000, 4000));
    public static final List<MediaItem> FOUR = List.of(
            photo("north", 4000, 3000),
            photo("east", 4000, 3000),
            photo("south", 4000, 3000),
            photo("west", 4000, 3000));
    public static final List<MediaItem> FIVE = Stream.of("sunset", "bridge", "cat", "friends", "picos")
            .map(name -> photo(name, 4000, 3000))
            .toList();
    public static final List<MediaItem> VIDEO = List.of(video("surf", 20), photo("beach", 4000, 3000));
    public static final List<MediaItem> SOUND = List.of(
            photo("beach", 4000, 3000),
            new MediaItem("a-rain", MediaItem.Kind.AUDIO, "rain", Path.of("rain.mp3"), 0, 0, Duration.ofSeconds(45)));

    private Facts() {}

    public static MediaItem photo(String name, int width, int height) {
        return new MediaItem(
                "i-" + name, MediaItem.Kind.IMAGE, name, Path.of(name + ".jpg"), width, height, Duration.ZERO);
    }

    public static MediaItem video(String name, int seconds) {
        return new MediaItem(
                "v-" + name,
                MediaItem.Kind.VIDEO,
                name,
                Path.of(name + ".mp4"),
                1920,
                1080,
                Duration.ofSeconds(seconds));
    }

    public static List<MediaItem> media(String key) {
        return switch (key) {
            case "1" -> ONE;
            case "3" -> THREE;
            case "4" -> FOUR;
            case "v" -> VIDEO;
            case "a" -> SOUND;
            default -> throw new IllegalArgumentException(key);
        };
    }

    public static String of(Arrangement plan, List<MediaItem> media) {
        List<String> facts = new ArrayList<>();
        if (plan.length() instanceof Length.Exactly exactly) {
            facts.add("length=" + seconds(exactly.length()));
        }
        if (plan.length() instanceof Length.OfMusic) {
            facts.add("length=music");
        }
        if (plan.ratio() != Arrangement.Ratio.LANDSCAPE) {
            facts.add("ratio=" + plan.ratio().text());
        }
        if (plan.pace() != Arrangement.Pace.NORMAL) {
            facts.add("pace=" + plan.pace());
        }
        if (!plan.motion().equals(MotionWish.SMOOTH)) {
            facts.add("motion=" + motion(plan.motion()));
        }
        if (!plan.transition().equals(Arrangement.TransitionWish.GENTLE)) {
            facts.add("transition=" + plan.transition().kind() + "@"
                    + seconds(plan.transition().length()));
        }
        for (TitleCard title : plan.titles()) {
            facts.add("title=" + title(title));
        }
        if (!(plan.music().source() instanceof Source.None) || plan.music().volume() != 1) {
            facts.add("music=" + music(plan.music()));
        }
        if (!plan.music().fadeIn().equals(Duration.ofMillis(500))
                || !plan.music().fadeOut().equals(Duration.ofMillis(2500))) {
            facts.add("musicfade=" + seconds(plan.music().fadeIn()) + "/"
                    + seconds(plan.music().fadeOut()));
        }
        if (plan.look() != Film.Look.NONE) {
            facts.add("look=" + plan.look());
        }
        if (plan.fit() != Arrangement.FitWish.AUTOMATIC) {
            facts.add("fit=" + plan.fit());
        }
        if (!plan.fades().equals(Arrangement.FadeWish.NONE)) {
            facts.add("fades=" + seconds(plan.fades().in()) + "/"
                    + seconds(plan.fades().out()));
        }
        List<String> uploaded = media.stream()
                .filter(item -> item.kind() != MediaItem.Kind.AUDIO)
                .map(MediaItem::name)
                .toList();
        List<String> order = plan.clips().stream().map(Clip::name).toList();
        if (!order.equals(uploaded)) {
            facts.add("order=" + String.join(",", order));
        }
        List<Director.PlannedShot> shots = new Director(Saliency.THIRDS).plan(plan, media, 7);
        for (int i = 0; i < plan.clips().size(); i++) {
            facts.addAll(clip(plan.clips().get(i), seen(shots, i, Director.length(plan, media))));
        }
        return facts.isEmpty() ? "plain" : String.join(" ", facts);
    }

    /** How long a clip is seen. */
    private static Duration seen(List<Director.PlannedShot> shots, int clip, Duration film) {
        Duration start = Duration.ZERO;
        Duration end = film;
        boolean found = false;
        for (Director.PlannedShot shot : shots) {
            if (shot.clip() == clip && !found) {
                start = shot.start();
                found = true;
            } else if (shot.clip() > clip && found) {
                end = shot.start();
                break;
            }
        }
        return found ? end.minus(start) : Duration.ZERO;
    }

    private static List<String> clip(Clip clip, Duration seen) {
        List<String> facts = new ArrayList<>();
        String name = clip.name();
        clip.ownMotion().ifPresent(own -> facts.add(name + ".motion=" + motion(own)));
        if (clip.length() instanceof Length.Exactly exactly) {
            facts.add(name + ".length=" + seconds(exactly.length()));
        }
        if (clip.weight() != 1) {
            facts.add(name + ".seen=" + seconds(seen));
        }
        if (clip.fit() != Arrangement.FitWish.AUTOMATIC) {
            facts.add(name + ".fit=" + clip.fit());
        }
        if (!clip.from().isZero() || !clip.to().isZero()) {
            facts.add(name + ".trim=" + seconds(clip.from()) + "-" + seconds(clip.to()));
        }
        if (clip.muted()) {
            facts.add(name + ".muted");
        }
        if (clip.speed() != 1) {
            facts.add(name + ".speed=" + clip.speed());
        }
        clip.ownCaption().ifPresent(caption -> facts.add(name + ".caption=" + caption(caption)));
        return facts;
    }

    private static String caption(Caption caption) {
        String color = caption.rgb() == 0xFFFFFF ? "" : String.format("#%06X", caption.rgb());
        String size = caption.sizePercent() == 5 ? "" : "*" + caption.sizePercent();
        return "\"" + caption.text() + "\"" + color + size;
    }

    private static String motion(MotionWish wish) {
        if (wish.oneTravel().isPresent()) {
            return wish.oneTravel().get().from() + ">" + wish.oneTravel().get().to()
                    + (wish.speed() == Arrangement.Speed.NORMAL ? "" : "/" + wish.speed());
        }
        String moves = wish.moves().isEmpty()
                ? "SMOOTH"
                : wish.moves().stream().map(Enum::name).collect(Collectors.joining("+"));
        String without = wish.without().stream().map(it -> "-" + it.name()).collect(Collectors.joining());
        return moves + without + (wish.speed() == Arrangement.Speed.NORMAL ? "" : "/" + wish.speed());
    }

    private static String title(TitleCard title) {
        String when = "all";
        if (title.when() instanceof When.From from) {
            when = seconds(from.start()) + "-" + seconds(from.start().plus(from.length()));
        } else if (title.when() instanceof When.Last last) {
            when = "last" + seconds(last.length());
        }
        String color = title.rgb() == 0xFFFFFF ? "" : String.format("#%06X", title.rgb());
        String size = title.sizePercent() == 8 ? "" : "*" + title.sizePercent();
        String fade = title.fade().toMillis() == 500 ? "" : "~" + seconds(title.fade());
        return "\"" + title.text() + "\"@" + title.place() + ":" + when + color + size + fade;
    }

    private static String music(Arrangement.MusicWish music) {
        String source = "none";
        if (music.source() instanceof Source.Made made) {
            source = made.mood()
                    + (made.instrument() == Film.Instrument.OF_MOOD ? "" : "+" + made.instrument())
                    + (made.bpm() > 0 ? "/" + made.bpm() : "");
        } else if (music.source() instanceof Source.Own own) {
            source = own.media();
        }
        return source + "@" + Math.round(music.volume() * 100);
    }

    private static String seconds(Duration length) {
        return Words.seconds(length);
    }
}
