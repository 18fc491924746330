package io.longtake.studio.understand.span;

import io.longtake.studio.timeline.Travel.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words for parts of a picture, from {@code language/<tag>/parts.txt}. */
public final class PictureParts {
    private static final PictureParts WORDS = load(List.of("en", "zh"));

    private final Map<String, Part> parts;
    private final int longest;

    private PictureParts(Map<String, Part> parts) {
        this.parts = Map.copyOf(parts);
        this.longest = parts.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Those of all languages. */
    public static PictureParts words() {
        return WORDS;
    }

    /** A part, and where its words end. */
    public record Match(Part part, int end) {}

    /** The longest words for a part that begin at {@code at}. */
    public Optional<Match> longestAt(String text, int at) {
        if (!Lexicon.border(text, at)) {
            return Optional.empty();
        }
        for (int end = Math.min(text.length(), at + longest); end > at; end--) {
            Part part = Lexicon.border(text, end) ? parts.get(text.substring(at, end)) : null;
            if (part != null) {
                return Optional.of(new Match(part, end));
            }
        }
        return Optional.empty();
    }

    private static PictureParts load(List<String> tags) {
        Map<String, Part> parts = new HashMap<>();
        for (String tag : tags) {
            Part last = Part.WHOLE;
            for (String line : lines("/language/" + tag + "/parts.txt")) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int colon = line.indexOf(':');
                last = colon < 0 ? last : Part.valueOf(line.substring(0, colon));
                for (String words : line.substring(colon + 1).split("\\|", -1)) {
                    if (!words.isBlank()) {
                        parts.put(words.strip(), last);
                    }
                }
            }
        }
        return new PictureParts(parts);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = PictureParts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
