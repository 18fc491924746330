package io.longtake.cli.prune;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content that nobody needs.
 *
 * @param sha256 of the content, in hex
 * @param session the name of the session that it is of
 * @param renderId of a film
 * @param delivered where the same film stands outside of the home
 * @param since when it came, or its session was closed
 * @param files its names in the home
 * @param freedBytes what the disk gains when these names are gone
 */
record Candidate(
        Kind kind,
        String sha256,
        String session,
        String name,
        Optional<String> renderId,
        Optional<Path> delivered,
        Instant since,
        List<Path> files,
        long freedBytes) {
    /** In the words of the JSON contract. */
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

    Candidate {
        files = List.copyOf(files);
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
