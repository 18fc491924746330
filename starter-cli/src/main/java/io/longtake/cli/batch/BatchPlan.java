package io.longtake.cli.batch;

import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.files.digest.Sha256;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A checked manifest: every row is either a film to make or refused with a reason. */
public record BatchPlan(String name, List<Row> rows) {
    /** Leaves room for the row's part of a session name, which has at most 63 characters. */
    public static final int NAME_LIMIT = 36;

    public BatchPlan {
        rows = List.copyOf(rows);
    }

    /** The requirements of a row. Unless stated otherwise, the methods throw a {@link CommandFailure} that describes the error. */
    public interface Rules {
        /** @param file as the manifest names it */
        Row.Source source(String file);

        /** The prompt as it is sent to the backend. */
        String prompt(String prompt, Optional<String> ratio);

        /** @return an absolute path */
        Path output(Path folder, String name);

        /** @throws CommandFailure exit 2, when the file exists and may not be replaced */
        void refuseTaken(Path output);
    }

    /**
     * Values for rows that do not specify their own.
     *
     * @param outputFolder the folder that outputs are relative to
     */
    public record Defaults(String prompt, Optional<String> ratio, Path outputFolder) {}

    /** Checks every row; starts and writes nothing. */
    public static BatchPlan check(String name, Manifest manifest, Defaults defaults, Rules rules) {
        var outputs = new HashMap<Path, Taken>();
        List<Row> rows = new ArrayList<>();
        for (var entry : manifest.entries()) {
            rows.add(row(name, rows.size() + 1, entry, defaults, rules, outputs));
        }
        return new BatchPlan(name, rows);
    }

    /** The name of a batch without a given name; the same manifest always has the same name. */
    public static String nameOf(Manifest manifest) {
        return words(stem(String.valueOf(manifest.path().getFileName())), 20, "batch") + "-"
                + Sha256.of(manifest.path().toString()).substring(0, 6);
    }

    public List<Row.Wish> filmRows() {
        return rows.stream()
                .filter(Row.Wish.class::isInstance)
                .map(Row.Wish.class::cast)
                .toList();
    }

    public List<Row.Refused> refused() {
        return rows.stream()
                .filter(Row.Refused.class::isInstance)
                .map(Row.Refused.class::cast)
                .toList();
    }

    /** The row that uses an output. */
    private record Taken(Entry.Place place, String session) {}

    private static Row row(
            String name, int number, Entry entry, Defaults defaults, Rules rules, Map<Path, Taken> outputs) {
        var place = entry.place().title() + ": ";
        try {
            entry.unreadable().ifPresent(reason -> {
                throw CommandFailure.usage(reason + ".");
            });
            if (entry.file().isEmpty()) {
                throw CommandFailure.usage("no file is specified.");
            }
            var ratio = entry.ratio().isEmpty() ? defaults.ratio() : Optional.of(entry.ratio());
            var prompt = rules.prompt(entry.prompt().isEmpty() ? defaults.prompt() : entry.prompt(), ratio);
            var source = rules.source(entry.file());
            if (source instanceof Row.Source.Unusable bad) {
                return new Row.Refused(
                        number,
                        entry.file(),
                        bad.refusal().exitCode() == ExitCode.TEMPORARY ? Row.Fault.NOT_NOW : Row.Fault.FILE,
                        place + bad.refusal().sentence());
            }
            var output = rules.output(defaults.outputFolder(), outputName(entry, path(source)));
            Output.refuseSource(output, path(source).stream());
            var session = session(name, entry.file(), source, prompt, output);
            var earlier = outputs.putIfAbsent(output, new Taken(entry.place(), session));
            if (earlier != null && earlier.session().equals(session)) {
                return new Row.Refused(
                        number,
                        entry.file(),
                        Row.Fault.REPEATED,
                        place + "it requests the same film as " + earlier.place() + ". The film is made once.");
            }
            if (earlier != null) {
                throw CommandFailure.usage(output + " is already the output of " + earlier.place()
                        + ". Specify another one in the column 'output'.");
            }
            rules.refuseTaken(output);
            return new Row.Wish(number, entry.file(), source, prompt, output, session);
        } catch (CommandFailure failure) {
            return new Row.Refused(
                    number,
                    entry.file(),
                    failure.type().equals(FilmDelivery.OUTPUT_EXISTS) ? Row.Fault.OUTPUT : Row.Fault.WISH,
                    place + Printable.line(failure.sentence()));
        }
    }

    /**
     * Depends on content, prompt and output: changing one of them requests another film. A URL counts by its address, not by its
     * content.
     */
    private static String session(String batch, String file, Row.Source source, String prompt, Path output) {
        var content = source instanceof Row.Source.OnDisk disk
                ? disk.file().media().orElseThrow().sha256()
                : Sha256.of(((Row.Source.OnTheWeb) source).url());
        var key = Sha256.of(content + "\n" + output + "\n" + prompt).substring(0, 10);
        return batch + "-" + words(stem(fileName(path(source), file)), 14, "row") + "-" + key;
    }

    /**
     * The name of a row's film, relative to the folder for outputs.
     *
     * @param file the row's file; empty for a URL
     */
    public static String outputName(Entry entry, Optional<Path> file) {
        return entry.output().isEmpty() ? stem(fileName(file, entry.file())) + ".mp4" : entry.output();
    }

    private static Optional<Path> path(Row.Source source) {
        return source instanceof Row.Source.OnDisk disk ? disk.file().path() : Optional.empty();
    }

    private static String fileName(Optional<Path> file, String url) {
        var name = file.map(path -> String.valueOf(path.getFileName())).orElseGet(() -> FileIntake.nameOf(url));
        // File names from macOS are decomposed (NFD); films get the composed form (NFC), which other systems use.
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String words(String text, int limit, String fallback) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        plain = plain.substring(0, Math.min(limit, plain.length())).replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? fallback : plain;
    }
}
