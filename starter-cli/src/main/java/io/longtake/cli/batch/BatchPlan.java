package io.longtake.cli.batch;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.session.Output;
import io.longtake.cli.session.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A manifest after its check: every row is either a film to make or refused with a reason. */
public record BatchPlan(String name, List<Row> rows) {
    /** Leaves room for the row's part in a session's name of 63 characters. */
    public static final int NAME_LIMIT = 36;

    public BatchPlan {
        rows = List.copyOf(rows);
    }

    /** What a row has to satisfy; each throws a {@link CommandFailure} whose sentence says what is wrong. */
    public interface Rules {
        void picture(Path file);

        /** The prompt as it will be sent. */
        String prompt(String prompt, Optional<String> ratio);

        void output(Path file);
    }

    /**
     * What holds for rows that don't say it themselves.
     *
     * @param outputFolder what outputs are relative to
     */
    public record Defaults(String prompt, Optional<String> ratio, Path outputFolder) {}

    /** Judges every row; starts and writes nothing. */
    public static BatchPlan check(String name, Manifest manifest, Defaults defaults, Rules rules) {
        var outputs = new HashMap<Path, Integer>();
        List<Row> rows = new ArrayList<>();
        for (var entry : manifest.entries()) {
            rows.add(row(name, rows.size() + 1, entry, manifest.folder(), defaults, rules, outputs));
        }
        return new BatchPlan(name, rows);
    }

    /** The name of a batch nobody has named: the same manifest always has the same one. */
    public static String nameOf(Manifest manifest) {
        return words(stem(String.valueOf(manifest.path().getFileName())), 20, "batch") + "-"
                + Sha256.of(manifest.path().toString()).substring(0, 6);
    }

    public List<Row.Wish> wishes() {
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

    private static Row row(
            String name,
            int number,
            Entry entry,
            Path folder,
            Defaults defaults,
            Rules rules,
            Map<Path, Integer> outputs) {
        try {
            entry.unreadable().ifPresent(reason -> {
                throw CommandFailure.usage(reason + ".");
            });
            if (entry.file().isEmpty()) {
                throw CommandFailure.usage("it names no file.");
            }
            var source = folder.resolve(entry.file()).normalize();
            rules.picture(source);
            var ratio = entry.ratio().isEmpty() ? defaults.ratio() : Optional.of(entry.ratio());
            var prompt = rules.prompt(entry.prompt().isEmpty() ? defaults.prompt() : entry.prompt(), ratio);
            var output = output(entry, defaults.outputFolder());
            rules.output(output);
            Output.refuseSource(output, Stream.of(source));
            var earlier = outputs.putIfAbsent(output, entry.line());
            if (earlier != null) {
                throw CommandFailure.usage(output + " is the output of line " + earlier + " already.");
            }
            return new Row.Wish(number, entry.file(), source, prompt, output, session(name, source, prompt, output));
        } catch (CommandFailure failure) {
            return new Row.Refused(number, entry.file(), "Line " + entry.line() + ": " + failure.sentence());
        } catch (java.nio.file.InvalidPathException e) {
            return new Row.Refused(
                    number, entry.file(), "Line " + entry.line() + ": '" + e.getInput() + "' is no path.");
        } catch (IOException e) {
            return new Row.Refused(
                    number, entry.file(), "Line " + entry.line() + ": it can't be read: " + e.getMessage() + ".");
        }
    }

    private static Path output(Entry entry, Path folder) {
        var named = entry.output().isEmpty() ? stem(fileName(entry.file())) + ".mp4" : entry.output();
        return folder.resolve(named).toAbsolutePath().normalize();
    }

    /** By content, wish and output: whoever changes one of them wants another film. */
    private static String session(String batch, Path source, String prompt, Path output) throws IOException {
        var key =
                Sha256.of(contentDigest(source) + "\n" + output + "\n" + prompt).substring(0, 10);
        return batch + "-" + words(stem(String.valueOf(source.getFileName())), 14, "row") + "-" + key;
    }

    private static String fileName(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String words(String text, int limit, String otherwise) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        plain = plain.substring(0, Math.min(limit, plain.length())).replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? otherwise : plain;
    }

    private static String contentDigest(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
