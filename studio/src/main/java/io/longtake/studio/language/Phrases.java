package io.longtake.studio.language;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the studio says in one language: messages of ICU, from {@code language/<tag>/replies.properties} in UTF-8. */
public final class Phrases {
    private static final Map<String, Phrases> LOADED = new ConcurrentHashMap<>();

    private final String tag;
    private final Map<String, String> patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Phrases(String tag, Map<String, String> patterns) {
        this.tag = tag;
        this.patterns = Map.copyOf(patterns);
    }

    static Phrases in(String tag) {
        return LOADED.computeIfAbsent(tag, Phrases::load);
    }

    private static Phrases load(String tag) {
        String resource = "/language/" + tag + "/replies.properties";
        try (InputStream in = Phrases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            Properties lines = new Properties();
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> patterns = new HashMap<>();
            lines.stringPropertyNames().forEach(key -> patterns.put(key, lines.getProperty(key)));
            return new Phrases(tag, patterns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> keys() {
        return new TreeSet<>(patterns.keySet());
    }

    /** The names of the values that a phrase contains. */
    public Set<String> values(String key) {
        return new TreeSet<>(format(key).getArgumentNames());
    }

    /**
     * A phrase with its values in place.
     *
     * @param namesAndValues each value behind its name
     * @throws IllegalArgumentException where the language has no such phrase
     */
    public String of(String key, Object... namesAndValues) {
        if (namesAndValues.length == 0) {
            return pattern(key);
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        MessageFormat format = format(key);
        // A format of ICU is no more safe for several threads than one of the JDK.
        synchronized (format) {
            return format.format(values);
        }
    }

    /** All parts joined by a phrase with the values {@code a} and {@code b}; empty where there is none. */
    public String joined(String key, List<String> parts) {
        return parts.stream().reduce((a, b) -> of(key, "a", a, "b", b)).orElse("");
    }

    private MessageFormat format(String key) {
        return formats.computeIfAbsent(key, it -> new MessageFormat(pattern(it), ULocale.forLanguageTag(tag)));
    }

    private String pattern(String key) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("language/" + tag + "/replies.properties has no phrase " + key);
        }
        return pattern;
    }
}
