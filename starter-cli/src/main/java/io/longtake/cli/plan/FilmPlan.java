package io.longtake.cli.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code make} would do.
 *
 * @param session the session that would be used; empty for a new one that is named when it starts
 * @param exists whether that session exists
 * @param backend {@code studio} or an address
 * @param prompt as it would be sent; empty if it depends on what a URL returns
 * @param language the session's language; empty if it depends on the prompt
 * @param credits the cost of the edit; empty if unknown
 */
public record FilmPlan(
        Optional<String> session,
        boolean exists,
        String backend,
        List<PlannedFile> files,
        Optional<String> prompt,
        Optional<String> language,
        Path output,
        Optional<Double> credits) {
    public FilmPlan {
        files = List.copyOf(files);
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("status", "planned");
        document.put("session", session.orElse(null));
        document.put("exists", exists);
        document.put("backend", backend);
        document.put("files", files.stream().map(PlannedFile::document).toList());
        document.put("prompt", prompt.orElse(null));
        document.put("language", language.orElse(null));
        document.put("output", output.toString());
        document.put("credits", credits.orElse(null));
        return document;
    }

    public String text() {
        var lines = new ArrayList<String>();
        lines.add("Session   "
                + session.map(name -> name + (exists ? "" : " (new)")).orElse("a new one"));
        lines.add("Backend   " + backend);
        files.forEach(file -> lines.add("File      " + file.text()));
        lines.add("Prompt    " + prompt.orElse("depends on what the URL returns"));
        lines.add("Language  " + language.orElse("that of the prompt"));
        lines.add("Output    " + output);
        lines.add("Cost      " + EditCost.text(credits));
        return String.join(System.lineSeparator(), lines);
    }
}
