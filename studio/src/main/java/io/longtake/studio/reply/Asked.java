package io.longtake.studio.reply;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.studio.language.Language;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Clarification;
import java.util.ArrayList;
import java.util.List;

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
    public static Asked of(Clarification clarification, String anyway, Phrases phrases) {
        if (clarification instanceof Clarification.WhichClip it) {
            List<String> names =
                    it.choices().stream().map(Choice::label).limit(MOST).toList();
            return new Asked(
                    phrases.of("ask.which-clip", "words", it.words(), "names", phrases.joined("enumeration", names)),
                    it.choices());
        }
        if (clarification instanceof Clarification.LosesClips it) {
            String lost =
                    phrases.joined("enumeration", it.lost().stream().limit(MOST).toList());
            return new Asked(
                    phrases.of("ask.loses-clips", "length", Words.length(it.length(), phrases), "lost", lost),
                    yesOrNo(anyway, phrases));
        }
        Clarification.MuchShorter it = (Clarification.MuchShorter) clarification;
        return new Asked(
                phrases.of(
                        "ask.much-shorter",
                        "from",
                        Words.length(it.from(), phrases),
                        "to",
                        Words.length(it.to(), phrases)),
                yesOrNo(anyway, phrases));
    }

    private static List<Choice> yesOrNo(String request, Phrases phrases) {
        return List.of(new Choice(phrases.of("yes"), request), new Choice(phrases.of("no"), keepEverything(phrases)));
    }

    /** The request that "no" stands for. */
    public static String keepEverything(Phrases phrases) {
        return phrases.of("request.keep-everything");
    }

    /** Whether the first choice confirms what was asked for, and does not only name one of several pictures. */
    @JsonProperty
    public boolean confirms() {
        return confirm(choices);
    }

    /** Whether these are the answers to a question that is answered by yes or no; clips may have such names too. */
    public static boolean confirm(List<Choice> choices) {
        return choices.size() == 2
                && Language.read().stream()
                        .map(language -> yesOrNo(choices.get(0).request(), language.phrases()))
                        .anyMatch(choices::equals);
    }

    /** The question, its answers, and that nothing was changed. */
    public String reply(Phrases phrases) {
        List<String> answers = new ArrayList<>();
        for (Choice choice : choices.stream().limit(MOST).toList()) {
            answers.add(
                    choice.label().equals(choice.request())
                            ? choice.label()
                            : phrases.of("ask.answer", "label", choice.label(), "request", choice.request()));
        }
        return phrases.of("ask.reply", "question", question, "answers", phrases.joined("semicolon", answers));
    }
}
