package io.longtake.cli.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.Tika;

/**
 * A list of wishes: CSV with a header, JSON Lines, or a folder of images.
 *
 * @param path absolute
 * @param folder what the paths in it are relative to
 */
public record Manifest(Path path, Path folder, List<Entry> entries) {
    private static final Set<String> COLUMNS = Set.of("file", "prompt", "output", "ratio");
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "gif", "webp", "heic", "heif");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    public Manifest {
        entries = List.copyOf(entries);
    }

    /** @throws CommandFailure when it is no manifest at all; a bad row alone is kept as such */
    public static Manifest read(Path given) {
        var path = given.toAbsolutePath().normalize();
        try {
            if (Files.isDirectory(path)) {
                return new Manifest(path, path, files(path));
            }
            if (!Files.exists(path)) {
                throw CommandFailure.notFound("There is no manifest " + path + ".");
            }
            var text = withoutByteOrderMark(Files.readString(path));
            var entries = isJsonLines(path, text) ? jsonLines(text) : csv(path, text);
            return new Manifest(path, folderOf(path), entries);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Manifest", path + " is not UTF-8 text; a manifest is CSV or JSON Lines.", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "Manifest", path + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    private static Path folderOf(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean isJsonLines(Path path, String text) {
        var name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl")
                || name.endsWith(".ndjson")
                || text.stripLeading().startsWith("{");
    }

    // ---- a folder ----

    /** Images by their name or by their content: a damaged one is then named, a text file beside them is not. */
    private static List<Entry> files(Path folder) throws IOException {
        List<Path> found;
        try (var all = Files.list(folder)) {
            found = all.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        }
        var tika = new Tika();
        List<Entry> entries = new ArrayList<>();
        for (var file : found) {
            if (IMAGES.contains(extension(name(file))) || tika.detect(file).startsWith("image/")) {
                entries.add(new Entry(entries.size() + 1, name(file), "", "", "", Optional.empty()));
            }
        }
        return entries;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    // ---- JSON Lines ----

    private static List<Entry> jsonLines(String text) {
        List<Entry> entries = new ArrayList<>();
        var lines = text.split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                entries.add(jsonLine(i + 1, lines[i]));
            }
        }
        return entries;
    }

    private static Entry jsonLine(int line, String text) {
        try {
            var node = JSON.readTree(text);
            if (!node.isObject()) {
                return Entry.broken(line, "it is no JSON object such as {\"file\": \"a.jpg\", \"prompt\": \"…\"}");
            }
            var values = new LinkedHashMap<String, String>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (!COLUMNS.contains(field.getKey())) {
                    return Entry.broken(line, unknownColumn(field.getKey()));
                }
                if (!field.getValue().isTextual() && !field.getValue().isNull()) {
                    return Entry.broken(line, "'" + field.getKey() + "' is " + field.getValue() + ", which is no text");
                }
                values.put(
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().textValue());
            }
            return entry(line, values);
        } catch (JsonProcessingException e) {
            return Entry.broken(line, "it is no JSON (" + e.getOriginalMessage() + ")");
        }
    }

    // ---- CSV ----

    private static List<Entry> csv(Path path, String text) throws IOException {
        var schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        List<Entry> entries = new ArrayList<>();
        List<String> header = List.of();
        try (MappingIterator<String[]> rows =
                CSV.readerFor(String[].class).with(schema).readValues(text)) {
            while (rows.hasNextValue()) {
                int line = rows.getCurrentLocation().getLineNr();
                var cells = List.of(rows.nextValue());
                if (cells.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header.isEmpty()) {
                    header = header(path, cells);
                } else {
                    entries.add(csvRow(line, header, cells));
                }
            }
        } catch (JsonProcessingException e) {
            // Where the quotes are wrong nobody can tell where the next row begins.
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Manifest",
                    path + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage() + ".",
                    e);
        }
        if (header.isEmpty()) {
            throw CommandFailure.usage(path + " is empty; its first line names the columns: file,prompt,output.");
        }
        return entries;
    }

    /** Spreadsheets of half the world write semicolons. */
    private static char separator(String text) {
        var first = text.stripLeading().lines().findFirst().orElse("");
        if (first.contains(",")) {
            return ',';
        }
        return first.contains(";") ? ';' : first.contains("\t") ? '\t' : ',';
    }

    private static List<String> header(Path path, List<String> cells) {
        var header = cells.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        header.stream().filter(column -> !COLUMNS.contains(column)).findFirst().ifPresent(column -> {
            throw CommandFailure.usage(path + ": " + unknownColumn(column) + ".");
        });
        if (!header.contains("file") || Set.copyOf(header).size() < header.size()) {
            throw CommandFailure.usage(
                    path + ": the first line names the columns, 'file' among them, each once: file,prompt,output.");
        }
        return header;
    }

    private static String unknownColumn(String name) {
        return "there is no column '" + name + "'; there are file, prompt, output and ratio";
    }

    private static Entry csvRow(int line, List<String> header, List<String> cells) {
        if (cells.size() > header.size()) {
            return Entry.broken(
                    line,
                    "it has " + cells.size() + " values, and there are " + header.size()
                            + " columns; a value with a comma in it needs quotes");
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) {
            values.put(header.get(i), cells.get(i));
        }
        return entry(line, values);
    }

    private static Entry entry(int line, Map<String, String> values) {
        return new Entry(
                line,
                values.getOrDefault("file", "").strip(),
                values.getOrDefault("prompt", "").strip(),
                values.getOrDefault("output", "").strip(),
                values.getOrDefault("ratio", "").strip(),
                Optional.empty());
    }
}
