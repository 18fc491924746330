package io.longtake.studio.reply;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Clarification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question that the studio asks instead of an edit.
 *
 * @param question in the language of the message
 * @param choices each with the request that has its effect; the first is what was asked for
 */
public record Asked(String question, List<Choice> choices) {
    private static final int MOST = 8;

    public Asked {
        choices = List.copyOf(choices);
    }

    /** @param anyway the request that does what was asked for, whatever it leaves out */
    public static Asked of(Clarification clarification, String anyway, boolean chinese) {
        if (clarification instanceof Clarification.WhichClip it) {
            String names = String.join(
                    chinese ? "、" : ", ",
                    it.choices().stream().map(Choice::label).limit(MOST).toList());
            return new Asked(
                    chinese
                            ? "“" + it.words() + "”指的是哪一张？可选的有：" + names + "。"
                            : "Which picture is meant in “" + it.words() + "”? The pictures are: " + names + ".",
                    it.choices());
        }
        if (clarification instanceof Clarification.LosesClips it) {
            String lost = String.join(
                    chinese ? "、" : ", ", it.lost().stream().limit(MOST).toList());
            return new Asked(
                    chinese
                            ? "影片改成 " + Words.length(it.length(), true) + " 就放不下 " + lost + " 了。仍然要这样做吗？"
                            : "A film of " + Words.length(it.length(), false) + " has no room for " + lost
                                    + ". Make it anyway?",
                    yesOrNo(anyway, chinese));
        }
        Clarification.MuchShorter it = (Clarification.MuchShorter) clarification;
        return new Asked(
                chinese
                        ? "这样会把影片从 " + Words.length(it.from(), true) + " 缩短到 " + Words.length(it.to(), true) + "。要这样做吗？"
                        : "This would shorten the film from " + Words.length(it.from(), false) + " to "
                                + Words.length(it.to(), false) + ". Do you want that?",
                yesOrNo(anyway, chinese));
    }

    private static List<Choice> yesOrNo(String request, boolean chinese) {
        return List.of(
                new Choice(chinese ? "是" : "yes", request), new Choice(chinese ? "不" : "no", keepEverything(chinese)));
    }

    /** The request that "no" stands for. */
    public static String keepEverything(boolean chinese) {
        return chinese ? "保持原样" : "keep everything as it is";
    }

    /** Whether the first choice confirms what was asked for, and does not only name one of several pictures. */
    @JsonProperty
    public boolean confirms() {
        return confirm(choices);
    }

    /** Whether these are the answers to a question that is answered by yes or no; clips may have such names too. */
    public static boolean confirm(List<Choice> choices) {
        return choices.size() == 2
                && Stream.of(true, false)
                        .map(chinese -> yesOrNo(choices.get(0).request(), chinese))
                        .anyMatch(choices::equals);
    }

    /** The question, its answers, and that nothing was changed. */
    public String reply(boolean chinese) {
        List<String> answers = new ArrayList<>();
        for (Choice choice : choices.stream().limit(MOST).toList()) {
            answers.add(choice.label().equals(choice.request()) ? choice.label() : answer(choice, chinese));
        }
        return question
                + (chinese ? "没有改动。可以回答：" : " Nothing was changed. You can answer: ")
                + String.join(chinese ? "；" : "; ", answers)
                + (chinese ? "。" : ".");
    }

    private static String answer(Choice choice, boolean chinese) {
        return choice.label() + (chinese ? "（" : " (") + choice.request() + (chinese ? "）" : ")");
    }
}
