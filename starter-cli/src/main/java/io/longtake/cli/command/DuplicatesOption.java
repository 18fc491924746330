package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.upload.SessionMedia;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * How to handle files whose content the session already holds. A file that is named twice in one command is added twice, as the
 * user wrote it.
 */
final class DuplicatesOption {
    @Option(
            names = "--add-duplicates",
            description = "Add files again that the session already has. Without this option, they are left out.")
    private boolean add;

    /** The effect of the option, if it was given; part of the request's content. */
    Optional<String> word() {
        return add ? Optional.of("added") : Optional.empty();
    }

    /** Whether files that the session already holds are added again. */
    boolean add() {
        return add;
    }

    /** The files to add as of now; the upload also leaves out files that the session receives before it starts. */
    List<MediaRef> fresh(List<MediaRef> files, SessionMedia held) {
        return add ? files : held.fresh(files);
    }

    /** Reports the files that are left out to the user, and adds them to the result for programs. */
    void report(Invocation invocation, String session, IntakeResult intakeResult, SessionMedia held) {
        var left = left(intakeResult, held);
        invocation
                .output()
                .addToResult(
                        "duplicates",
                        left.stream().map(source -> Map.of("file", source)).toList());
        left.forEach(source -> invocation.statusOutput().info(sentence(session, source)));
    }

    /** The files that are left out, as the user named them. */
    List<String> left(IntakeResult intakeResult, SessionMedia held) {
        return add ? List.of() : held.among(intakeResult);
    }

    static String sentence(String session, String source) {
        return "Not added again: session " + session + " already has " + Printable.line(source)
                + " (--add-duplicates adds it again).";
    }
}
