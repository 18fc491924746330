package io.longtake.cli.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One thing whose end was not known.
 *
 * @param kind edit, export, render or session
 * @param report what was found, and what to do where it is still open
 */
public record Finding(String session, OptionalInt turn, String kind, Now now, String report) {
    /** How it stands after the look. */
    public enum Now {
        /** Its end is known by now. */
        ADOPTED,
        /** Still unknown, and nothing waits for it any more. */
        LEFT,
        /** Begun again, because a person said so. */
        REPEATED,
        /** Given up. */
        CANCELLED,
        /** Still unknown. */
        UNKNOWN,
        /** The backend has forgotten the session. */
        FORGOTTEN;

        String word() {
            return this == ADOPTED ? "settled" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean open() {
        return now == Now.UNKNOWN;
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", session);
        document.put("turn", turn.isPresent() ? turn.getAsInt() : null);
        document.put("kind", kind);
        document.put("was", now == Now.FORGOTTEN && kind.equals("session") ? "forgotten" : "unknown");
        document.put("now", now.word());
        document.put("report", report);
        return document;
    }

    public String line() {
        return session + ", " + kind + (turn.isPresent() ? " " + turn.getAsInt() : "") + ": "
                + (open() ? "still unknown" : now.word()) + ". " + report;
    }
}
