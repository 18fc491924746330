package io.longtake.cli.batch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a row. */
public record RowResult(
        int row,
        String file,
        Status status,
        Optional<String> session,
        Optional<String> renderId,
        Optional<Path> output,
        Optional<Trouble> trouble) {
    /** In the words of the JSON contract. */
    public enum Status {
        PLANNED,
        COMPLETED,
        FAILED,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it is not done. */
    public record Trouble(String type, String message) {}

    public static RowResult refused(Row.Refused row) {
        return new RowResult(
                row.number(),
                row.file(),
                Status.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Trouble("BadRow", row.reason())));
    }

    public static RowResult of(Row.Wish row, Status status, Optional<String> renderId, Optional<Trouble> trouble) {
        boolean there = status == Status.COMPLETED || status == Status.PLANNED;
        return new RowResult(
                row.number(),
                row.file(),
                status,
                Optional.of(row.session()),
                renderId,
                Optional.of(row.output()).filter(path -> there),
                trouble);
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("row", row);
        document.put("file", file);
        document.put("status", status.word());
        document.put("session", session.orElse(null));
        document.put("renderId", renderId.orElse(null));
        document.put("output", output.map(Path::toString).orElse(null));
        document.put("error", trouble.map(RowResult::document).orElse(null));
        return document;
    }

    private static Map<String, String> document(Trouble trouble) {
        var document = new LinkedHashMap<String, String>();
        document.put("type", trouble.type());
        document.put("message", trouble.message());
        return document;
    }

    public String line() {
        return String.format("%3d  %-10s %s", row, status.word(), file)
                + output.map(path -> "  " + path).orElse("")
                + trouble.map(why -> "  " + why.message()).orElse("");
    }
}
