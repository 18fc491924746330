package io.longtake.cli.prune;

import io.longtake.cli.setting.ByteSizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was or would be removed.
 *
 * @param freedBytes disk space in bytes
 * @param leftBytes disk use of the media store and of the studio's films and uploads afterwards
 * @param notes sentences about files that are kept although they match, and why
 * @param failures sentences about files that could not be removed
 */
public record Pruned(
        boolean dryRun,
        List<Candidate> removed,
        long freedBytes,
        long leftBytes,
        List<String> notes,
        List<String> failures) {
    public Pruned {
        removed = List.copyOf(removed);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
    }

    public boolean isEmpty() {
        return removed.isEmpty();
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("dryRun", dryRun);
        document.put("removed", removed.stream().map(Candidate::document).toList());
        document.put("bytes", freedBytes);
        document.put("leftBytes", leftBytes);
        document.put("notes", notes);
        document.put("failures", failures);
        return document;
    }

    public String text() {
        return Stream.concat(removed.stream().map(Pruned::line), Stream.of(sum()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(Candidate one) {
        return String.format(
                        "%-13s %9s  %s  %s%s",
                        one.kind().word(),
                        ByteSizes.readable(one.freedBytes()),
                        one.session(),
                        one.renderId().orElse(one.name()),
                        one.delivered()
                                .map(path -> "  (delivered to " + path + ")")
                                .orElse(""))
                .stripTrailing();
    }

    /** Returns a summary in one sentence. */
    public String sum() {
        var files = removed.size() == 1 ? "1 file" : removed.size() + " files";
        var left = ByteSizes.readable(leftBytes) + " remain in the media store and the studio.";
        if (removed.isEmpty()) {
            return "Nothing to remove. " + left;
        }
        return (dryRun ? "Would remove " : "Removed ") + files + ", " + ByteSizes.readable(freedBytes) + ". " + left;
    }
}
