package io.longtake.cli.media;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command that can't start because of its input files. The message names all of them; nothing was sent. */
public final class RefusedInput extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    RefusedInput(List<Refusal> refusals, int given, IntakeResult.Skipping skipping) {
        super(exitCode(refusals), type(refusals), sentence(refusals, given, skipping));
        this.refusals = List.copyOf(refusals);
    }

    /** Returns the value of {@code error.files} in JSON. */
    public List<Map<String, String>> documents() {
        return refusals.stream().map(Refusal::document).toList();
    }

    private static ExitCode exitCode(List<Refusal> refusals) {
        var codes = refusals.stream().map(Refusal::exitCode).distinct().toList();
        return codes.size() == 1 ? codes.get(0) : ExitCode.USAGE;
    }

    private static String type(List<Refusal> refusals) {
        var types = refusals.stream().map(Refusal::type).distinct().toList();
        return types.size() == 1 ? types.get(0) : "UnsupportedFile";
    }

    private static String sentence(List<Refusal> refusals, int given, IntakeResult.Skipping skipping) {
        boolean left = refusals.size() < given;
        boolean waits = refusals.stream().anyMatch(one -> one.strength() == Refusal.Strength.NOT_NOW);
        var end = (skipping == IntakeResult.Skipping.SKIP && !left)
                ? " No usable file is left. Nothing was sent."
                : " Nothing was sent."
                        + (skipping == IntakeResult.Skipping.OFFER && left && !waits
                                ? " To leave out such files, use --skip-bad."
                                : "");
        if (refusals.size() == 1) {
            return refusals.get(0).sentence() + end;
        }
        return refusals.size() + " of " + given + " files can't be used:"
                + refusals.stream().map(one -> "\n  " + one.sentence()).collect(Collectors.joining())
                + "\n" + end.strip();
    }
}
