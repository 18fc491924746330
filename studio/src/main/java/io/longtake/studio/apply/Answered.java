package io.longtake.studio.apply;

import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The answer to a question that was asked after the last message: "yes", "2", "the cat". */
final class Answered {
    private static final Set<String> YES = Set.of(
            "yes",
            "y",
            "yeah",
            "yep",
            "ok",
            "okay",
            "sure",
            "do it",
            "go ahead",
            "yes please",
            "好",
            "好的",
            "是",
            "是的",
            "可以",
            "确定",
            "行",
            "对");
    private static final Set<String> NO = Set.of(
            "no", "n", "nope", "cancel", "never mind", "nevermind", "no thanks", "不", "不要", "不用", "算了", "取消", "不是");

    private Answered() {}

    /** The request that a message stands for; the message itself where it answers nothing. */
    static String request(Optional<Timeline> before, String message) {
        List<Choice> choices = before.map(Timeline::choices).orElse(List.of());
        String bare = message.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}。，！？]", "")
                .replaceAll("^(?:the|我要|我选) ?", "")
                .strip();
        if (choices.isEmpty() || bare.isEmpty()) {
            return message;
        }
        boolean yesOrNo = choices.size() == 2 && NO.contains(choices.get(1).label());
        if (yesOrNo && (YES.contains(bare) || NO.contains(bare))) {
            return choices.get(YES.contains(bare) ? 0 : 1).request();
        }
        for (int i = 0; i < choices.size(); i++) {
            String label = choices.get(i).label().toLowerCase(Locale.ROOT);
            if (bare.equals(Integer.toString(i + 1)) || bare.equals(label) || bare.equals(label + " one")) {
                return choices.get(i).request();
            }
        }
        return message;
    }
}
