package io.longtake.cli.prune;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content that is no longer needed.
 *
 * @param sha256 of the content, hexadecimal
 * @param session the name of the session to which it belongs
 * @param renderId for a film
 * @param delivered the path of a copy of the film outside the home
 * @param since when it was stored, or when its session was closed
 * @param freedBytes space in bytes that is freed by deleting it from these places
 */
record Candidate(
        Kind kind,
        String sha256,
        String session,
        String name,
        Optional<String> renderId,
        Optional<Path> delivered,
        Instant since,
        Places places,
        long freedBytes) {
    /** The values of the JSON contract. */
    enum Kind {
        FILM("film"),
        SHEET("contact sheet"),
        UPLOAD("upload");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("kind", kind.word());
        document.put("session", session);
        document.put("name", name);
        document.put("renderId", renderId.orElse(null));
        document.put("output", delivered.map(Path::toString).orElse(null));
        document.put("bytes", freedBytes);
        return document;
    }
}
