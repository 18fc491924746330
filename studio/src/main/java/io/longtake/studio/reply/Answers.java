package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers about a project, in words, from its timeline. */
public final class Answers {
    private static final int NAMED = 8;

    private final Timeline timeline;
    private final ShotPlans plans;
    private final List<MediaItem> media;
    private final Phrases phrases;

    private Answers(Timeline timeline, ShotPlans plans, Phrases phrases) {
        this.timeline = timeline;
        this.plans = plans;
        this.media = plans.media();
        this.phrases = phrases;
    }

    /** @param timeline empty while nothing has been made */
    public static List<String> to(
            List<Question> questions, Optional<Timeline> timeline, ShotPlans plans, Phrases phrases) {
        if (questions.isEmpty()) {
            return List.of();
        }
        if (timeline.isEmpty()) {
            long seen = plans.media().stream()
                    .filter(item -> item.kind() != MediaItem.Kind.AUDIO)
                    .count();
            return List.of(phrases.of("answer.no-film", "files", seen));
        }
        Answers answers = new Answers(timeline.get(), plans, phrases);
        return questions.stream().map(answers::answer).toList();
    }

    private String answer(Question question) {
        Arrangement now = timeline.now();
        return switch (question) {
            case LENGTH -> phrases.of("answer.length", "length", length(now));
            case LAST_CHANGE -> lastChange();
            case CLIPS -> phrases.of("answer.clips", "clips", clips(now));
            case MUSIC -> sentence(Words.music(now.music(), phrases));
            case TITLES -> titles(now);
            case RATIO -> phrases.of("answer.ratio", "ratio", now.ratio().text());
            case MOTION -> phrases.of("answer.motion", "motion", plans.motion(now, phrases));
            case TRANSITIONS -> sentence(Words.transition(now.transition(), phrases));
            case LOOK -> phrases.of("answer.look", "look", Words.look(now.look(), phrases));
            case TIMELINE -> all(now);
        };
    }

    private String sentence(String text) {
        return phrases.of("sentence", "text", Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }

    private String length(Arrangement now) {
        return Words.length(Director.length(now, media), phrases);
    }

    private String lastChange() {
        boolean undone = !timeline.undone().isEmpty();
        if (!undone && timeline.past().isEmpty()) {
            return phrases.of("answer.unchanged");
        }
        List<Arrangement> steps = undone ? timeline.undone() : timeline.past();
        List<String> changes = Changes.between(steps.get(steps.size() - 1), timeline.now(), plans, phrases);
        if (changes.isEmpty()) {
            return phrases.of("answer.nothing-seen");
        }
        return phrases.of(
                undone ? "answer.undone" : "answer.last-change", "changes", phrases.joined("semicolon", changes));
    }

    private String clips(Arrangement now) {
        List<String> names = now.clips().stream().map(Clip::name).toList();
        String few = phrases.joined("enumeration", names.stream().limit(NAMED).toList());
        return phrases.of(
                names.size() > NAMED ? "answer.clips-and-more" : "answer.clips-all",
                "count",
                Changes.counted(now.clips(), phrases),
                "names",
                few,
                "more",
                names.size() - NAMED);
    }

    private String titles(Arrangement now) {
        List<String> captions = captions(now);
        if (now.titles().isEmpty() && captions.isEmpty()) {
            return phrases.of("answer.no-titles");
        }
        List<String> all =
                now.titles().stream().map(card -> Words.title(card, phrases)).toList();
        List<String> parts = new ArrayList<>();
        if (!all.isEmpty()) {
            parts.add(phrases.of("answer.titles", "titles", phrases.joined("semicolon", all)));
        }
        if (!captions.isEmpty()) {
            parts.add(phrases.of("answer.captions", "captions", phrases.joined("semicolon", captions)));
        }
        return phrases.joined("sentences", parts);
    }

    private List<String> captions(Arrangement now) {
        return now.clips().stream()
                .filter(clip -> clip.ownCaption().isPresent())
                .map(clip -> phrases.of(
                        "caption.of",
                        "name",
                        clip.name(),
                        "text",
                        clip.ownCaption().orElseThrow().text()))
                .toList();
    }

    private String all(Arrangement now) {
        List<String> parts = new ArrayList<>();
        parts.add(phrases.joined(
                "comma",
                List.of(
                        length(now),
                        phrases.of("answer.film-ratio", "ratio", now.ratio().text()),
                        clips(now))));
        parts.add(plans.motion(now, phrases));
        parts.addAll(plans.notes(now, phrases));
        if (now.clips().size() > 1) {
            parts.add(Words.transition(now.transition(), phrases));
        }
        now.titles().forEach(card -> parts.add(Words.title(card, phrases)));
        List<String> captions = captions(now);
        if (!captions.isEmpty()) {
            parts.add(phrases.of("answer.film-captions", "captions", phrases.joined("enumeration", captions)));
        }
        parts.add(Words.music(now.music(), phrases));
        if (now.look() != Film.Look.NONE) {
            parts.add(Words.look(now.look(), phrases));
        }
        return phrases.of("answer.film", "parts", phrases.joined("semicolon", parts));
    }
}
