package io.longtake.studio.reply;

import io.longtake.studio.language.Language;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Remarks as sentences: what was not done, and the nearest thing that can be. */
public final class Remarks {
    private Remarks() {}

    public static String sentence(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.NotUnderstood it) {
            return phrases.of(
                    "remark.not-understood",
                    "words",
                    listed(it.words(), phrases),
                    "count",
                    it.words().size());
        }
        if (remark instanceof Remark.Cannot it) {
            return phrases.of(
                    "remark.cannot",
                    "words",
                    it.words(),
                    "nearest",
                    phrases.of("nearest." + it.ability().name()));
        }
        if (remark instanceof Remark.Vague it) {
            return phrases.of("remark.vague", "words", it.words());
        }
        if (remark instanceof Remark.NeedsText it) {
            return phrases.of("remark.needs-text", "words", it.words());
        }
        if (remark instanceof Remark.OtherRatio it) {
            return phrases.of("remark.other-ratio", "ratio", it.ratio());
        }
        if (remark instanceof Remark.Genre it) {
            return phrases.of("remark.genre", "mood", Words.mood(it.nearest(), phrases), "moods", Words.moods(phrases));
        }
        return motion(remark, phrases)
                .or(() -> clips(remark, phrases))
                .or(() -> music(remark, phrases))
                .or(() -> TitleRemarks.sentence(remark, phrases))
                .or(() -> whole(remark, phrases))
                .orElseGet(() -> bare(remark, phrases));
    }

    /** "I read “blakc” as “black”." */
    public static String read(List<Spelling.Correction> corrections, Phrases phrases) {
        List<String> parts = corrections.stream()
                .distinct()
                .map(it -> phrases.of("read.as", "written", it.written(), "read", it.read()))
                .toList();
        return phrases.of("read", "corrections", phrases.joined("comma", parts));
    }

    private static Optional<String> motion(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.MovedInstead it) {
            return Optional.of(phrases.of(
                    it.done() == Arrangement.Move.STILL ? "remark.still-instead" : "remark.moved-instead",
                    "names",
                    listed(it.names(), phrases),
                    "wished",
                    Words.move(it.wished(), phrases),
                    "done",
                    Words.move(it.done(), phrases)));
        }
        if (remark instanceof Remark.MovesLeftOut it) {
            List<String> moves =
                    it.moves().stream().map(move -> Words.move(move, phrases)).toList();
            return Optional.of(phrases.of("remark.moves-left-out", "moves", phrases.joined("enumeration", moves)));
        }
        if (remark instanceof Remark.HurriedPan it) {
            return Optional.of(phrases.of(
                    it.part().isPresent() ? "remark.hurried-part" : "remark.hurried",
                    "name",
                    it.name(),
                    "time",
                    Words.length(it.time(), phrases),
                    "part",
                    it.part().map(part -> part.part(phrases)).orElse(""),
                    "comfortable",
                    Words.length(it.comfortable(), phrases)));
        }
        if (remark instanceof Remark.VideosKeepTheirMotion it) {
            return Optional.of(
                    it.name().isPresent()
                            ? phrases.of(
                                    "remark.video-keeps-motion",
                                    "name",
                                    it.name().get())
                            : phrases.of("remark.videos-keep-motion"));
        }
        if (remark instanceof Remark.NoFace it) {
            return Optional.of(phrases.of("remark.no-face", "names", listed(it.names(), phrases)));
        }
        if (remark instanceof Remark.Aim it) {
            return Optional.of(phrases.of("remark.aim", "words", it.words()));
        }
        return Optional.empty();
    }

    private static Optional<String> clips(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.NoSuchClip it) {
            return Optional.of(phrases.of("remark.no-such-clip", "which", it.which(), "have", it.have()));
        }
        if (remark instanceof Remark.WhichClips it) {
            return Optional.of(phrases.of("remark.which-clips", "words", it.words(), "count", it.count()));
        }
        if (remark instanceof Remark.NotAllShown it) {
            return Optional.of(phrases.of("remark.not-all-shown", "shown", it.shown(), "of", it.of()));
        }
        if (remark instanceof Remark.NoSuchTitle it) {
            return Optional.of(
                    it.text().isPresent()
                            ? phrases.of(
                                    "remark.no-such-title", "text", it.text().get())
                            : phrases.of("remark.no-title"));
        }
        if (remark instanceof Remark.TitleTooLate it) {
            return Optional.of(phrases.of("remark.title-too-late", "text", it.text()));
        }
        return Optional.empty();
    }

    private static Optional<String> music(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.NoSuchSound it) {
            Optional<String> name = it.name().filter(words -> !words.isEmpty());
            return Optional.of(
                    name.isPresent()
                            ? phrases.of("remark.no-such-sound", "name", name.get())
                            : phrases.of("remark.no-sound"));
        }
        if (remark instanceof Remark.OwnMusicUnused it) {
            return Optional.of(
                    it.instead().isPresent()
                            ? phrases.of(
                                    "remark.own-music-replaced",
                                    "name",
                                    it.name(),
                                    "music",
                                    it.instead().get())
                            : phrases.of("remark.own-music-unused", "name", it.name()));
        }
        if (remark instanceof Remark.OneMood it) {
            return Optional.of(phrases.of("remark.one-mood", "mood", Words.mood(it.kept(), phrases)));
        }
        if (remark instanceof Remark.WhichMusic) {
            return Optional.of(phrases.of("remark.which-music", "moods", Words.moods(phrases)));
        }
        return Optional.empty();
    }

    private static Optional<String> whole(Remark remark, Phrases phrases) {
        if (remark instanceof Remark.OutOfRange it) {
            return Optional.of(phrases.of(
                    "remark.out-of-range",
                    "what",
                    phrases.of("quantity." + it.what().name()),
                    "value",
                    Words.limit(it.value(), phrases),
                    "low",
                    Words.limit(it.low(), phrases),
                    "high",
                    Words.limit(it.high(), phrases)));
        }
        if (remark instanceof Remark.OnTheGrid it) {
            return Optional.of(phrases.of(
                    "remark.on-the-grid",
                    "wanted",
                    exactly(it.wanted(), phrases),
                    "made",
                    Words.length(it.made(), phrases)));
        }
        if (remark instanceof Remark.OneLook it) {
            return Optional.of(phrases.of("remark.one-look", "look", Words.look(it.kept(), phrases)));
        }
        if (remark instanceof Remark.UnknownKeys it) {
            return Optional.of(phrases.of("remark.unknown-keys", "keys", phrases.joined("enumeration", it.keys())));
        }
        if (remark instanceof Remark.BrokenBrief it) {
            return Optional.of(phrases.of("remark.broken-brief", "line", it.line(), "reason", it.reason()));
        }
        if (remark instanceof Remark.WholeFilmOnly it) {
            return Optional.of(phrases.of("remark.whole-film-only", "words", it.words()));
        }
        if (remark instanceof Remark.NoStretch it) {
            return Optional.of(phrases.of("remark.no-stretch", "words", it.words()));
        }
        if (remark instanceof Remark.BadStretch it) {
            return Optional.of(phrases.of("remark.bad-stretch", "words", it.words()));
        }
        if (remark instanceof Remark.WhichAmount it) {
            return Optional.of(phrases.of("remark.which-amount", "words", it.words()));
        }
        if (remark instanceof Remark.OtherLanguage it) {
            List<String> names = Language.read().stream().map(Language::name).toList();
            return Optional.of(phrases.of(
                    it.name().isPresent() ? "remark.other-language" : "remark.unknown-language",
                    "name",
                    it.name().orElse(""),
                    "languages",
                    listed(names, "enumeration", "and", phrases)));
        }
        return Optional.empty();
    }

    /** Remarks without values: {@code remark.no-video} for {@link Remark.NoVideo}. */
    private static String bare(Remark remark, Phrases phrases) {
        return phrases.of("remark."
                + remark.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=.)(?=\\p{Lu})", "-")
                        .toLowerCase(Locale.ROOT));
    }

    private static String exactly(Duration length, Phrases phrases) {
        String seconds = BigDecimal.valueOf(length.toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString()
                .replace(".", phrases.of("decimal"));
        return phrases.of("seconds", "seconds", seconds);
    }

    /** “a”, “b” and “c”. */
    private static String listed(List<String> words, Phrases phrases) {
        List<String> quoted =
                words.stream().map(word -> phrases.of("quoted", "text", word)).toList();
        return listed(quoted, "quoted.comma", "quoted.and", phrases);
    }

    private static String listed(List<String> words, String comma, String and, Phrases phrases) {
        int last = words.size() - 1;
        return last == 0
                ? words.get(0)
                : phrases.of(and, "a", phrases.joined(comma, words.subList(0, last)), "b", words.get(last));
    }
}
