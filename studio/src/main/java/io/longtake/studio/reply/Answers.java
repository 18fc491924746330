package io.longtake.studio.reply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers about a project, in words, from its timeline. */
public final class Answers {
    private final Timeline timeline;
    private final ShotPlans plans;
    private final List<MediaItem> media;
    private final boolean chinese;

    private Answers(Timeline timeline, ShotPlans plans, boolean chinese) {
        this.timeline = timeline;
        this.plans = plans;
        this.media = plans.media();
        this.chinese = chinese;
    }

    /** @param timeline empty while nothing has been made */
    public static List<String> to(
            List<Question> questions, Optional<Timeline> timeline, ShotPlans plans, boolean chinese) {
        if (questions.isEmpty()) {
            return List.of();
        }
        if (timeline.isEmpty()) {
            long seen = plans.media().stream()
                    .filter(item -> item.kind() != MediaItem.Kind.AUDIO)
                    .count();
            return List.of(
                    chinese
                            ? "还没有制作影片；已上传 " + seen + " 个素材。"
                            : "No film has been made yet; uploaded so far: " + seen
                                    + (seen == 1 ? " file." : " files."));
        }
        Answers answers = new Answers(timeline.get(), plans, chinese);
        return questions.stream().map(answers::answer).toList();
    }

    private String answer(Question question) {
        Arrangement now = timeline.now();
        return switch (question) {
            case LENGTH -> length(now);
            case LAST_CHANGE -> lastChange();
            case CLIPS -> said("The film shows " + clips(now), "影片里有 " + clips(now));
            case MUSIC -> said(upper(Words.music(now.music(), false)), Words.music(now.music(), true));
            case TITLES -> titles(now);
            case RATIO ->
                said("The ratio is " + now.ratio().text(), "画幅是 " + now.ratio().text());
            case MOTION -> said("The camera: " + plans.motion(now, false), "运镜：" + plans.motion(now, true));
            case TRANSITIONS ->
                said(upper(Words.transition(now.transition(), false)), Words.transition(now.transition(), true));
            case LOOK -> said("The look: " + Words.look(now.look(), false), "色调：" + Words.look(now.look(), true));
            case TIMELINE -> all(now);
        };
    }

    private String said(String english, String chineseText) {
        return chinese ? chineseText + "。" : english + ".";
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String length(Arrangement now) {
        String length = Words.length(Director.length(now, media), chinese);
        return said("The film is " + length + " long", "影片现在长 " + length);
    }

    private String lastChange() {
        boolean undone = !timeline.undone().isEmpty();
        if (!undone && timeline.past().isEmpty()) {
            return said("Nothing since the film was made", "影片做好以后还没有改动");
        }
        List<Arrangement> steps = undone ? timeline.undone() : timeline.past();
        List<String> changes = Changes.between(steps.get(steps.size() - 1), timeline.now(), plans, chinese);
        if (changes.isEmpty()) {
            return said("The last step changed nothing that is seen or heard", "上一步没有看得见的改动");
        }
        String joint = String.join(chinese ? "；" : "; ", changes);
        return undone
                ? said("The last step took something back: " + joint, "上一步是撤销：" + joint)
                : said("The last change: " + joint, "上一次改动：" + joint);
    }

    private String clips(Arrangement now) {
        List<String> names = now.clips().stream().map(Clip::name).toList();
        String few = names.stream().limit(8).collect(Collectors.joining(chinese ? "、" : ", "));
        String more = names.size() > 8 ? (chinese ? "等" : " and " + (names.size() - 8) + " more") : "";
        return Changes.counted(now.clips(), chinese) + (chinese ? "：" : ": ") + few + more;
    }

    private String titles(Arrangement now) {
        List<String> captions = captions(now);
        if (now.titles().isEmpty() && captions.isEmpty()) {
            return said("There are no titles", "没有标题");
        }
        String joint = chinese ? "；" : "; ";
        String all =
                now.titles().stream().map(card -> Words.title(card, chinese)).collect(Collectors.joining(joint));
        String titles = all.isEmpty() ? "" : said("Titles: " + all, "标题：" + all);
        String listed = String.join(joint, captions);
        String theirs = captions.isEmpty() ? "" : said("Captions: " + listed, "字幕：" + listed);
        return titles + (chinese || all.isEmpty() || captions.isEmpty() ? "" : " ") + theirs;
    }

    private List<String> captions(Arrangement now) {
        return now.clips().stream()
                .filter(clip -> clip.ownCaption().isPresent())
                .map(clip -> clip.name() + (chinese ? "：" : ": ") + "“"
                        + clip.ownCaption().orElseThrow().text() + "”")
                .toList();
    }

    private String all(Arrangement now) {
        List<String> parts = new ArrayList<>();
        String length = Words.length(Director.length(now, media), chinese);
        parts.add(
                chinese
                        ? length + "，画幅 " + now.ratio().text() + "，" + clips(now)
                        : length + ", " + now.ratio().text() + ", " + clips(now));
        parts.add(plans.motion(now, chinese));
        parts.addAll(plans.notes(now, chinese));
        if (now.clips().size() > 1) {
            parts.add(Words.transition(now.transition(), chinese));
        }
        now.titles().forEach(card -> parts.add(Words.title(card, chinese)));
        List<String> captions = captions(now);
        if (!captions.isEmpty()) {
            parts.add((chinese ? "字幕：" : "captions: ") + String.join(chinese ? "、" : ", ", captions));
        }
        parts.add(Words.music(now.music(), chinese));
        if (now.look() != io.longtake.studio.film.Film.Look.NONE) {
            parts.add(Words.look(now.look(), chinese));
        }
        String joint = String.join(chinese ? "；" : "; ", parts);
        return said("The film: " + joint, "影片：" + joint);
    }
}
