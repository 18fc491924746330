package io.longtake.studio.apply;

import io.longtake.studio.language.Language;
import io.longtake.studio.reply.Asked;
import io.longtake.studio.timeline.Choice;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.Languages;
import io.longtake.studio.understand.Scene;
import io.longtake.studio.understand.Understanding;
import io.longtake.studio.understand.Wording;
import io.longtake.studio.understand.span.Lexicon;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer to a question that was asked after the last message: "yes", "2", "the cat". It stands for what was asked; other clauses of
 * the same message are requests as usual: "yes, and add a title".
 */
final class Answered {
    /** Of an answer that is not the exact name of a choice, in characters. */
    private static final int MAX_ANSWER = 100;

    private final List<Choice> choices;
    private final Scene scene;
    /** That of the question. */
    private final Language language;

    private final List<Wording> wordings;
    /** What can stand between an answer and a further request. */
    private final Pattern border;

    private Answered(List<Choice> choices, Scene scene) {
        this.choices = choices;
        this.scene = scene;
        this.language = Languages.conversation(scene).orElse(Language.ENGLISH);
        this.wordings = Stream.of(language, Language.ENGLISH, Language.CHINESE)
                .distinct()
                .map(Wording::of)
                .toList();
        this.border = border(wordings);
    }

    private static Pattern border(List<Wording> wordings) {
        String joins = Stream.concat(
                        Stream.of("and", "but", "then", "also"),
                        wordings.stream().flatMap(it -> it.grammar().joins().stream()))
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
        return Pattern.compile("\\s*[,.;!，。；！]+\\s*(?:" + joins + "(?![\\p{L}])\\s*)*|\\s+" + joins
                + "\\s+|(?<=(?i:(?<![\\p{L}])yes))\\s+");
    }

    /** The request that a message stands for; the message itself where it answers nothing. */
    static String request(Scene scene, String message) {
        List<Choice> choices = scene.before().map(Timeline::choices).orElse(List.of());
        return choices.isEmpty() ? message : new Answered(choices, scene).request(message);
    }

    private String request(String message) {
        Optional<String> whole = answer(message);
        if (whole.isPresent()) {
            return whole.get();
        }
        Matcher matcher = border.matcher(message);
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
        if (answers("no", bare(answer))) {
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
        if (answers("no", bare)) {
            Language chosen = Languages.isChinese(message) ? Language.CHINESE : language;
            return Optional.of(yesOrNo ? choices.get(1).request() : Asked.keepEverything(chosen.phrases()));
        }
        if (yesOrNo && answers("yes", bare)) {
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

    private boolean answers(String kind, String bare) {
        return wordings.stream().anyMatch(it -> it.answers(kind, bare));
    }

    private String bare(String message) {
        String bare = message.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}’。，！？¡¿、]", "")
                .strip();
        for (Wording wording : wordings) {
            for (String before : wording.answers().getOrDefault("before", Set.of())) {
                if (bare.startsWith(before) && Lexicon.border(bare, before.length())) {
                    return bare.substring(before.length()).strip();
                }
            }
        }
        return bare;
    }
}
