package io.longtake.cli.plan;

import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.media.MediaRef;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command would send.
 *
 * @param source as the user named it
 * @param media empty for a URL, which is fetched by the command itself
 * @param held whether the session has this content already, so that it is not sent again
 */
public record PlannedFile(String source, Optional<MediaRef> media, boolean held) {
    public static PlannedFile of(Checked file, boolean held) {
        return new PlannedFile(file.source(), file.media(), held);
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("file", source);
        document.put("contentType", media.map(MediaRef::contentType).orElse(null));
        document.put("bytes", media.map(MediaRef::bytes).orElse(null));
        document.put("sha256", media.map(MediaRef::sha256).orElse(null));
        document.put("held", held);
        return document;
    }

    /** The file in one line. */
    public String text() {
        return Printable.line(source)
                + media.map(content -> ", " + megabytes(content.bytes()) + ", " + content.contentType() + ", SHA-256 "
                                + content.sha256())
                        .orElse(", not fetched yet")
                + (held ? " (not sent again: the session has it)" : "");
    }

    private static String megabytes(long bytes) {
        return bytes < 1_000_000
                ? (bytes + 999) / 1000 + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }
}
