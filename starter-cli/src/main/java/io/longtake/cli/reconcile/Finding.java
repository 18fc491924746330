package io.longtake.cli.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result for one unknown outcome.
 *
 * @param kind edit, export, render or session
 * @param report what was found, and what to do if the outcome is still unknown
 */
public record Finding(String session, OptionalInt turn, String kind, Now now, String report) {
    /** The state after the check. */
    public enum Now {
        /** The outcome is known now. */
        ADOPTED,
        /** An export continues under its render ID; its outcome is known when it has ended. */
        RESUMED,
        /** Still unknown, but nothing waits for it any longer. */
        LEFT,
        /** Started again on the user's decision. */
        REPEATED,
        /** Cancelled on the user's decision, or found to have changed nothing. */
        CANCELLED,
        /** Still unknown. */
        UNKNOWN,
        /** The backend no longer has the session. */
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
