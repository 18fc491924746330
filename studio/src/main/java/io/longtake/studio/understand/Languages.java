package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.template.Clause;
import io.longtake.studio.understand.template.Coverage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which language a message is in. */
public final class Languages {
    private Languages() {}

    /**
     * The language in which a message is read and answered. A message in a language that is not read is taken for English.
     *
     * <p>Chinese and Japanese are recognised by their script. Another language counts where the message has two of its words and none
     * that is only English, or where its templates cover the whole message. A message that may be in any language, as "no, 45", is in
     * that of the conversation if its templates cover it.
     */
    public static Language of(String message, Scene scene) {
        Optional<Language> conversation = conversation(scene);
        Optional<Language> known = known(message, scene, conversation);
        if (known.isPresent()) {
            return known.get();
        }
        return conversation
                .filter(it -> !it.equals(Language.ENGLISH))
                .filter(it -> !isEnglish(OtherLanguages.words(message), it) && covers(it, message, scene))
                .orElse(Language.ENGLISH);
    }

    /** That of the question that was asked, else that of the request that led to the film as it is. */
    public static Optional<Language> conversation(Scene scene) {
        Optional<String> asked = scene.before()
                .map(Timeline::choices)
                .filter(choices -> !choices.isEmpty())
                .map(choices -> choices.get(0).request());
        return asked.or(() -> scene.before().map(Timeline::said))
                .filter(words -> !words.isBlank())
                .flatMap(words -> known(words, scene, Optional.empty()));
    }

    /** @param conversation the language that counts of those that are as likely */
    private static Optional<Language> known(String message, Scene scene, Optional<Language> conversation) {
        List<String> words = OtherLanguages.words(message);
        Optional<Language> script = OtherLanguages.script(message)
                .filter(it -> it.isRead() && OtherLanguages.count(Language.ENGLISH, words) == 0);
        if (script.isPresent()) {
            return script;
        }
        if (isChinese(message)) {
            return Optional.of(Language.CHINESE);
        }
        List<String> telling = OtherLanguages.telling(words);
        List<Language> likely = Language.read().stream()
                .filter(it -> !it.equals(Language.ENGLISH) && OtherLanguages.count(it, telling) > 0)
                .filter(it -> !isEnglish(words, it))
                .sorted(Comparator.comparingLong((Language it) -> -OtherLanguages.count(it, telling))
                        .thenComparing(it -> !conversation.equals(Optional.of(it))))
                .toList();
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        long most = OtherLanguages.count(likely.get(0), telling);
        boolean other =
                Language.all().stream().anyMatch(it -> !it.isRead() && OtherLanguages.count(it, telling) > most);
        boolean enough = !other && most >= Math.min(2, telling.size());
        List<Language> best = likely.stream()
                .filter(it -> OtherLanguages.count(it, telling) == most)
                .toList();
        if (enough && best.size() == 1) {
            return Optional.of(best.get(0));
        }
        List<Language> candidates = enough ? best : likely;
        Optional<Language> covering =
                candidates.stream().filter(it -> covers(it, message, scene)).findFirst();
        return covering.isPresent() || !enough
                ? covering
                : candidates.stream()
                        .filter(it -> conversation.equals(Optional.of(it)))
                        .findFirst();
    }

    /** Whether a word of the message is English and not of the other language. */
    private static boolean isEnglish(List<String> words, Language other) {
        return words.stream()
                .anyMatch(word -> Language.ENGLISH.words().contains(word)
                        && !other.words().contains(word));
    }

    /** Whether templates of a language cover all of a message. */
    private static boolean covers(Language language, String message, Scene scene) {
        Wording wording = Wording.of(language);
        List<Quotes.Quote> quotes = Quotes.of(message);
        NormalText normal = wording.normal(message, quotes);
        MessageSpans spans = new MessageSpans(message, normal, quotes, new ClipSpans(scene.media(), wording), wording);
        List<Clause> clauses = Coverage.of(wording.grammar(), spans, normal.text());
        return !clauses.isEmpty() && clauses.stream().allMatch(Clause.Read.class::isInstance);
    }

    /** Chinese where at least as many Chinese characters as Latin words stand outside quotations. */
    public static boolean isChinese(String message) {
        String bare = message.replaceAll("[\"“「『《«][^\"”」』》»]*[\"”」』》»]", " ");
        long han = bare.codePoints()
                .filter(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN)
                .count();
        long latin = Arrays.stream(bare.toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                .filter(word -> word.length() > 1)
                .count();
        return han > 0 && han >= latin;
    }
}
