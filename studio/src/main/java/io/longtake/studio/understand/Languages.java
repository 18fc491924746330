package io.longtake.studio.understand;

import io.longtake.studio.understand.template.Grammar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The languages that the studio reads. Each is loaded with the first message that needs it. */
public final class Languages {
    private Languages() {}

    /**
     * A language.
     *
     * @param names what things in pictures are called, and the English word that file names have for them
     */
    public record Language(Grammar grammar, Map<String, String> names) {
        public Language {
            names = Map.copyOf(names);
        }
    }

    public static Language english() {
        return English.LANGUAGE;
    }

    public static Language chinese() {
        return Chinese.LANGUAGE;
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

    private static final class English {
        static final Language LANGUAGE = new Language(Grammar.load("en"), Map.of());
    }

    private static final class Chinese {
        static final Language LANGUAGE = new Language(Grammar.load("zh"), names("zh"));
    }

    private static Map<String, String> names(String tag) {
        String resource = "/language/" + tag + "/names.tsv";
        Map<String, String> names = new LinkedHashMap<>();
        try (InputStream in = Languages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(row -> {
                        for (String word : row[0].split("\\|", -1)) {
                            names.putIfAbsent(word, row[1]);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
