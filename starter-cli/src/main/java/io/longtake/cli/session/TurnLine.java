package io.longtake.cli.session;

import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;

/** Formats a turn for the user: number, kind, status and prompt on one line, and its report below. */
public final class TurnLine {
    private TurnLine() {}

    public static String of(Turn turn) {
        var what = turn.spec() instanceof TurnSpec.Edit edit
                ? "\"" + edit.prompt().replace("\n", "\n      ") + "\""
                        + edit.replayOf()
                                .map(first -> " (repeats edit " + first + ")")
                                .orElse("")
                : turn.spec() instanceof TurnSpec.AddMedia media ? media.named().asText() : "";
        var report = turn.report().isBlank()
                ? ""
                : "\n      " + turn.report().strip().replace("\n", "\n      ");
        return String.format(
                "%4d  %-6s %-9s %s%s",
                turn.number(), turn.spec().kind(), turn.status().word(), what, report);
    }
}
