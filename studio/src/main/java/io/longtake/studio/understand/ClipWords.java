package io.longtake.studio.understand;

import io.longtake.studio.language.Rows;
import io.longtake.studio.understand.span.Lexicon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words between the parts of a reference to pictures, from {@code language/<tag>/clips.tsv}.
 *
 * @param words by kind, the longest first
 */
record ClipWords(Map<String, List<String>> words) {
    ClipWords {
        words = Map.copyOf(words);
    }

    static ClipWords load(String tag) {
        Map<String, List<String>> words = new HashMap<>();
        for (Rows.Row row : Rows.of(tag + "/clips.tsv")) {
            List<String> longest = new ArrayList<>(row.alternatives(1));
            longest.sort(Comparator.comparingInt(String::length).reversed());
            words.put(row.cell(0), longest);
        }
        return new ClipWords(words);
    }

    List<String> of(String kind) {
        return words.getOrDefault(kind, List.of());
    }

    /** Behind the longest word of a kind that stands at {@code at} of normalised text, blanks included; -1 where none does. */
    int behind(String kind, String text, int at) {
        int from = Lexicon.blanks(text, at);
        for (String word : of(kind)) {
            int end = from + word.length();
            if (text.startsWith(word, from) && Lexicon.border(text, from) && Lexicon.border(text, end)) {
                return Lexicon.blanks(text, end);
            }
        }
        return -1;
    }
}
