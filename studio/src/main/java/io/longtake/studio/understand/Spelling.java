package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message with its typing errors corrected: "blakc and white". A word is corrected where nobody knows it and exactly one known word
 * is one letter away. Quotations, names, and words that may be the text of a title stay as they are.
 *
 * @param text the message with the corrections
 */
public record Spelling(String text, List<Correction> corrections) {
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}_.@/'’])[A-Za-z]{5,24}(?![\\p{L}\\p{N}_@/'’]|\\.\\p{L})");
    /** What may follow is the text of a title, which is not ours to correct. */
    private static final Pattern TEXT_FOLLOWS =
            Pattern.compile("(?i)(?::|\\b(?:says?|saying|reads|reading|called|named|titled)\\b"
                    + "|\\b(?:add|put|write|with|show)(?: (?:a|an|the|this))? (?:title|caption|text|words?)\\b"
                    + "|\\b(?:titles?|texts?|captions?|subtitles?|headings?|headline|credits|slogan|card)\\s+(?=(?-i:\\p{Lu}))"
                    + "|\\b(?:say|read|spelling|the words?)\\b"
                    + "|\\b(?:write|change|rename|replace)\\b)[^,.;!?\\n]*");

    public Spelling {
        corrections = List.copyOf(corrections);
    }

    /**
     * A word that was taken for another.
     *
     * @param written as in the message
     */
    public record Correction(String written, String read) {}

    /**
     * @param language that of the message
     * @param titles the texts that are shown now
     */
    public static Spelling of(String message, Language language, List<MediaItem> media, List<String> titles) {
        // In another language every word is strange, and in Chinese most words in Latin letters are names.
        if (!language.equals(Language.ENGLISH) || OtherLanguages.of(message).isPresent()) {
            return new Spelling(message, List.of());
        }
        List<Quotes.Quote> quotes = Quotes.of(message);
        List<Range> texts = texts(message, quotes);
        Set<String> names = names(media, titles);
        boolean capitals = message.equals(message.toUpperCase(Locale.ROOT));
        List<Correction> corrections = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher words = WORD.matcher(message);
        while (words.find()) {
            String word = words.group();
            String lower = word.toLowerCase(Locale.ROOT);
            int at = words.start();
            Optional<String> read = Vocabulary.english()
                    .meant(lower)
                    .filter(any -> capitals || !Character.isUpperCase(word.charAt(0)) || begins(message, at))
                    .filter(any -> !names.contains(lower))
                    .filter(any -> quotes.stream().noneMatch(it -> it.start() <= at && at < it.end()))
                    .filter(any -> texts.stream().noneMatch(it -> it.start() < at && at < it.end()));
            read.ifPresent(it -> corrections.add(new Correction(word, it)));
            words.appendReplacement(text, Matcher.quoteReplacement(read.orElse(word)));
        }
        words.appendTail(text);
        return new Spelling(text.toString(), corrections);
    }

    private static Set<String> names(List<MediaItem> media, List<String> titles) {
        Set<String> names = new HashSet<>();
        media.forEach(item ->
                names.addAll(List.of(item.name().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))));
        titles.forEach(
                title -> names.addAll(List.of(title.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))));
        return names;
    }

    private static boolean begins(String message, int at) {
        String before = message.substring(0, at).stripTrailing();
        return before.isEmpty() || ".!?\n".indexOf(before.charAt(before.length() - 1)) >= 0;
    }

    private record Range(int start, int end) {}

    /** Where the texts of titles may stand that are not quoted; before a quotation nothing else is the text. */
    private static List<Range> texts(String message, List<Quotes.Quote> quotes) {
        return TEXT_FOLLOWS
                .matcher(message)
                .results()
                .map(it -> new Range(it.start(), it.end()))
                .filter(range ->
                        quotes.stream().noneMatch(it -> range.start() <= it.start() && it.start() < range.end()))
                .toList();
    }
}
