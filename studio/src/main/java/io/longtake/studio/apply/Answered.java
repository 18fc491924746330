package io.longtake.studio.apply;

import io.longtake.studio.reply.Asked;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.Languages;
import io.longtake.studio.understand.Scene;
import io.longtake.studio.understand.Understanding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a question that was asked after the last message: "yes", "2", "the cat". It stands for what was asked; other clauses of
 * the same message are requests as usual: "yes, and add a title".
 */
final class Answered {
    /** Of an answer that is not the exact name of a choice, in characters. */
    private static final int MAX_ANSWER = 100;

    private static final Set<String> YES = Set.of(
            "yes",
            "y",
            "yeah",
            "yep",
            "yup",
            "ok",
            "okay",
            "sure",
            "do it",
            "do that",
            "go ahead",
            "yes please",
            "yes do it",
            "please do",
            "make it anyway",
            "anyway",
            "好",
            "好的",
            "好啊",
            "嗯",
            "是",
            "是的",
            "可以",
            "确定",
            "行",
            "对");
    private static final Set<String> NO = Set.of(
            "no",
            "n",
            "nope",
            "nah",
            "cancel",
            "never mind",
            "nevermind",
            "no thanks",
            "no thank you",
            "dont",
            "no dont",
            "dont do it",
            "dont do that",
            "better not",
            "rather not",
            "不",
            "不要",
            "不用",
            "不了",
            "不行",
            "算了",
            "取消",
            "不是");
    private static final Pattern BORDER = Pattern.compile(
            "\\s*[,.;!，。；！]+\\s*(?:(?:and|but|then|also)\\b\\s*)*|\\s+(?:and|but|then|also)\\s+|(?<=(?i:\\byes))\\s+");

    private final List<Choice> choices;
    private final Scene scene;

    private Answered(List<Choice> choices, Scene scene) {
        this.choices = choices;
        this.scene = scene;
    }

    /** The request that a message stands for; the message itself where it answers nothing. */
    static String request(Optional<Timeline> before, List<MediaItem> media, String message) {
        List<Choice> choices = before.map(Timeline::choices).orElse(List.of());
        return choices.isEmpty() ? message : new Answered(choices, new Scene(media, before)).request(message);
    }

    private String request(String message) {
        Optional<String> whole = answer(message);
        if (whole.isPresent()) {
            return whole.get();
        }
        Matcher matcher = BORDER.matcher(message);
        int first = -1;
        int behindFirst = -1;
        int last = -1;
        int behindLast = -1;
        while (matcher.find()) {
            if (answer(message.substring(0, matcher.start())).isPresent()) {
                first = matcher.start();
                behindFirst = matcher.end();
            }
            if (last < 0 && answer(message.substring(matcher.end())).isPresent()) {
                last = matcher.start();
                behindLast = matcher.end();
            }
        }
        if (first >= 0) {
            return joined(message.substring(0, first), message.substring(behindFirst));
        }
        return last >= 0 ? joined(message.substring(behindLast), message.substring(0, last)) : message;
    }

    private String joined(String answer, String rest) {
        if (rest.isBlank()) {
            return answer(answer).orElseThrow();
        }
        if (NO.contains(bare(answer))) {
            // "No, the third one".
            return answer(rest).orElse(rest);
        }
        if (answer(rest).isPresent()) {
            return answer(answer).orElseThrow();
        }
        return answer(answer).orElseThrow() + (Languages.isChinese(rest) ? "，" : ", ") + rest;
    }

    /** What a message that is nothing but an answer stands for. */
    private Optional<String> answer(String message) {
        Optional<Choice> named = choices.stream()
                .filter(it -> it.label().equalsIgnoreCase(message.strip()))
                .findFirst();
        if (named.isPresent() || message.length() > MAX_ANSWER) {
            return named.map(Choice::request);
        }
        String bare = bare(message);
        boolean yesOrNo = Asked.confirm(choices);
        if (NO.contains(bare)) {
            return Optional.of(yesOrNo ? choices.get(1).request() : Asked.keepEverything(Languages.isChinese(message)));
        }
        if (yesOrNo && YES.contains(bare)) {
            return Optional.of(choices.get(0).request());
        }
        for (int i = 0; i < choices.size(); i++) {
            String label = choices.get(i).label().toLowerCase(Locale.ROOT);
            if (bare.equals(Integer.toString(i + 1)) || bare.equals(label) || bare.equals(label + " one")) {
                return Optional.of(choices.get(i).request());
            }
        }
        return yesOrNo || bare.isEmpty()
                ? Optional.empty()
                : Understanding.clip(bare, scene)
                        .filter(at -> at <= choices.size())
                        .map(at -> choices.get(at - 1).request());
    }

    private static String bare(String message) {
        return message.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}’。，！？]", "")
                .replaceAll("^(?:the|我要|我选) ?", "")
                .strip();
    }
}
