package io.longtake.cli.batch;

import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.plan.PlannedFile;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.failure.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of a row. */
public record RowResult(
        int row,
        String file,
        Status status,
        Optional<String> session,
        Optional<String> renderId,
        Optional<Path> output,
        Optional<RowError> error,
        Optional<Planned> planned) {
    /** As in the JSON contract. */
    public enum Status {
        PLANNED,
        COMPLETED,
        FAILED,
        /** Left out: an unusable file that the user chose to skip, or an earlier row makes the same film. */
        SKIPPED,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why a row is not done.
     *
     * @param exit the exit code of a command for this row alone
     */
    public record RowError(String type, String message, ExitCode exit) {
        /** The failure that a session reports. */
        public static RowError of(Failure why) {
            return new RowError(why.type().name(), why.message(), JobOutcome.exitCode(why.type()));
        }

        public static RowError of(CommandFailure failure) {
            return new RowError(failure.type(), failure.sentence(), failure.exitCode());
        }

        private Map<String, Object> document() {
            return ErrorDocument.of(type, message, exit);
        }
    }

    /**
     * What would be sent for a row.
     *
     * @param file its content is not known if it is a URL
     * @param prompt as it would be sent
     */
    public record Planned(PlannedFile file, String prompt) {}

    /** A row that would be made. */
    public static RowResult planned(Row.Wish row) {
        var file = row.source() instanceof Row.Source.OnDisk disk
                ? PlannedFile.of(disk.file(), false)
                : new PlannedFile(row.file(), Optional.empty(), false);
        return new RowResult(
                row.number(),
                row.file(),
                Status.PLANNED,
                Optional.of(row.session()),
                Optional.empty(),
                Optional.of(row.output()),
                Optional.empty(),
                Optional.of(new Planned(file, row.prompt())));
    }

    /** @param skipBad whether an unusable file is skipped */
    public static RowResult refused(Row.Refused row, boolean skipBad) {
        boolean skipped = row.fault() == Row.Fault.REPEATED || (skipBad && row.fault() == Row.Fault.FILE);
        return new RowResult(
                row.number(),
                row.file(),
                skipped ? Status.SKIPPED : Status.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new RowError(type(row.fault()), row.reason(), exit(row.fault()))),
                Optional.empty());
    }

    private static String type(Row.Fault fault) {
        return switch (fault) {
            case FILE -> "BadFile";
            case WISH -> "BadRow";
            case OUTPUT -> FilmDelivery.OUTPUT_EXISTS;
            case REPEATED -> "RepeatedRow";
            case NOT_NOW -> "FileNotReady";
        };
    }

    private static ExitCode exit(Row.Fault fault) {
        return fault == Row.Fault.NOT_NOW ? ExitCode.TEMPORARY : ExitCode.USAGE;
    }

    public static RowResult of(Row.Wish row, Status status, Optional<String> renderId, Optional<RowError> error) {
        boolean there = status == Status.COMPLETED;
        return new RowResult(
                row.number(),
                row.file(),
                status,
                Optional.of(row.session()),
                renderId,
                Optional.of(row.output()).filter(path -> there),
                error,
                Optional.empty());
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("row", row);
        document.put("file", file);
        document.put("status", status.word());
        document.put("session", session.orElse(null));
        document.put("renderId", renderId.orElse(null));
        document.put("output", output.map(Path::toString).orElse(null));
        document.put("error", error.map(RowError::document).orElse(null));
        planned.ifPresent(plan -> {
            document.put("prompt", plan.prompt());
            document.put("content", plan.file().document());
        });
        return document;
    }

    /** An entry of {@code skipped}. */
    Map<String, String> skipped() {
        var document = new LinkedHashMap<String, String>();
        document.put("file", file);
        document.put("reason", error.map(RowError::message).orElse(""));
        return document;
    }

    public String line() {
        return String.format("%3d  %-10s %s", row, status.word(), Printable.line(file))
                + output.map(path -> "  " + Printable.line(path.toString())).orElse("")
                + planned.map(plan -> "\n     " + plan.file().text() + "\n     " + Printable.line(plan.prompt()))
                        .orElse("")
                + error.map(why -> "  " + why.message()).orElse("");
    }
}
