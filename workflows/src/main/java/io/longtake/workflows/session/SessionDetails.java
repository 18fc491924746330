package io.longtake.workflows.session;

import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Describes a session in words for Temporal's web UI, for readers who do not know Longtake. */
final class SessionDetails {
    private static final int SHOWN_TURNS = 12;

    private SessionDetails() {}

    static String tell(SessionSpec spec, SessionState state, String doing) {
        StringBuilder story = new StringBuilder();
        story.append("**Session ")
                .append(spec.name())
                .append("** at ")
                .append(spec.origin())
                .append(", ")
                .append(state.phase().name().toLowerCase(java.util.Locale.ROOT))
                .append('.');
        if (!doing.isBlank()) {
            story.append("\n\nNow: ").append(doing);
        }
        story.append("\n\n")
                .append(state.backend()
                        .timeline()
                        .map(TimelineSnapshot::summary)
                        .orElse("No timeline yet."))
                .append("\n");
        String turns = state.queue().turns().stream()
                .sorted(Comparator.comparingInt(Turn::number).reversed())
                .limit(SHOWN_TURNS)
                .sorted(Comparator.comparingInt(Turn::number))
                .map(SessionDetails::line)
                .collect(Collectors.joining("\n"));
        if (!turns.isEmpty()) {
            story.append("\n| turn | request | status | report |\n|---|---|---|---|\n")
                    .append(turns);
        }
        if (state.archive().turns() > 0) {
            int older = state.archive().turns();
            story.append("\n\n")
                    .append(older == 1 ? "1 older turn is" : older + " older turns are")
                    .append(" in the archive.");
        }
        return story.toString();
    }

    private static String line(Turn turn) {
        return "| " + turn.number() + " | " + cell(turnText(turn.spec())) + " | "
                + turn.status().name().toLowerCase(java.util.Locale.ROOT) + " | " + cell(turn.report()) + " |";
    }

    /** A short description of the request. */
    static String turnText(TurnSpec spec) {
        if (spec instanceof TurnSpec.AddMedia media) {
            return "add " + media.named().asText(3);
        }
        return spec instanceof TurnSpec.Edit edit ? "edit: " + edit.prompt() : spec.kind();
    }

    private static String cell(String text) {
        String oneLine = oneLine(text).replace("|", "\\|");
        return oneLine.length() <= 160 ? oneLine : oneLine.substring(0, 159) + "…";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
                .forEachOrdered(line::appendCodePoint);
        return line.toString();
    }
}
