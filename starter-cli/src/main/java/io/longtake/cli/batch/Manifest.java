package io.longtake.cli.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.longtake.cli.batch.Columns.Column;
import io.longtake.cli.batch.Entry.Place;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.media.MediaFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of films to make: CSV with a header, JSON Lines (or one JSON array), or a folder of images.
 *
 * @param path absolute
 * @param folder the folder that paths in it are relative to
 * @param notes messages for the user about how it was read, one sentence each
 */
public record Manifest(Path path, Path folder, List<Entry> entries, List<String> notes) {
    private static final long MAX_BYTES = 64L << 20;
    private static final String DELIMITERS = ",;\t|";
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "gif", "webp", "heic", "heif");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    /** {@code sep=;}, a first line in which Excel names its delimiter. */
    private static final Pattern SEP = Pattern.compile("(?i)\\s*\"?sep=(.)\"?[^\\r\\n]*(?:\\r\\n|\\r|\\n|$)");

    public Manifest {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /** What is wrong with a manifest that has no rows. */
    public String emptySentence() {
        if (path.equals(folder)) {
            return path + " contains no images.";
        }
        return path + (isNamedJson(path) ? " has no rows." : " has no rows after the line of column names.");
    }

    /** @throws CommandFailure when it is not a manifest; a single invalid row is kept and marked as such */
    public static Manifest read(Path given) {
        return read(given, Optional.empty());
    }

    /** A folder with one file of interest. */
    public static Manifest of(Path folder, Entry entry) {
        return new Manifest(folder, folder, List.of(entry), List.of());
    }

    /** @param output the name of the film; empty for the usual one */
    public static Entry entry(String file, String output) {
        return new Entry(Place.row(1), file, "", output, "", Optional.empty());
    }

    /** @param encoding the encoding given by the user */
    public static Manifest read(Path given, Optional<String> encoding) {
        var path = given.toAbsolutePath().normalize();
        var charset = encoding.map(ManifestText::charset);
        try {
            if (Files.isDirectory(path)) {
                return new Manifest(path, path, files(path), List.of());
            }
            if (!Files.exists(path)) {
                throw CommandFailure.notFound("The manifest " + path + " does not exist.");
            }
            return parsed(path, charset);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new CommandFailure(ExitCode.USAGE, "Manifest", path + " can't be read (permission denied).", e);
        } catch (IOException e) {
            throw CommandFailure.of("Manifest", path + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    private static Manifest parsed(Path path, Optional<Charset> charset) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw wrong(path + " is a pipe or a device; a manifest must be a file or a folder.");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw wrong(path + " is " + (Files.size(path) >> 20) + " MB; the limit for a manifest is "
                    + (MAX_BYTES >> 20) + " MB.");
        }
        var bytes = Files.readAllBytes(path);
        refuseDocuments(path, bytes);
        var decoded = ManifestText.of(bytes, path, charset);
        List<String> notes = new ArrayList<>();
        decoded.note(path).ifPresent(notes::add);
        Set<String> foreign = new TreeSet<>();
        var entries = isJson(path, decoded.text())
                ? json(path, decoded.text(), foreign)
                : csv(path, decoded.text(), foreign, notes);
        if (!foreign.isEmpty()) {
            notes.add("Ignored in " + path.getFileName() + ": unknown " + (foreign.size() == 1 ? "column " : "columns ")
                    + String.join(", ", foreign) + ". Longtake reads file, prompt, output and ratio.");
        }
        return new Manifest(path, folderOf(path), entries, notes);
    }

    private static CommandFailure wrong(String sentence) {
        return new CommandFailure(ExitCode.USAGE, "Manifest", sentence);
    }

    /** Refuses spreadsheets and images that were named by mistake. */
    private static void refuseDocuments(Path path, byte[] bytes) throws IOException {
        var begin = new String(bytes, 0, Math.min(8, bytes.length), java.nio.charset.StandardCharsets.ISO_8859_1);
        var name = name(path).toLowerCase(Locale.ROOT);
        if (begin.startsWith("PK\3\4") || begin.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            var what = name.endsWith(".numbers")
                    ? "a Numbers document"
                    : name.matches(".*\\.(xlsx?|xlsm|xlsb|ods)") ? "a spreadsheet" : "an archive or an office document";
            throw wrong(path + " is " + what
                    + "; a manifest is text. Export or save it as CSV (UTF-8), and use that file.");
        }
        if (begin.startsWith("%PDF")) {
            throw wrong(path + " is a PDF document; a manifest is CSV, JSON Lines or a JSON array.");
        }
        // The byte order mark of UTF-16 looks like the beginning of MPEG audio.
        boolean media = MediaFormat.of(path)
                .filter(format -> format.kind() != MediaFormat.Kind.AUDIO || !isText(name))
                .isPresent();
        if (media) {
            throw wrong(path + " is an image, a video or audio, not a manifest. To make one film: longtake make " + path
                    + " --output out.mp4");
        }
    }

    private static boolean isText(String name) {
        return name.matches(".*\\.(csv|tsv|txt|jsonl?|ndjson)");
    }

    private static Path folderOf(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static boolean isJson(Path path, String text) {
        return isNamedJson(path) || text.stripLeading().matches("(?s)(?:\\{|\\[\\s*\\{).*");
    }

    private static boolean isNamedJson(Path path) {
        var name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json");
    }

    // ---- a folder ----

    /** Images by name or by content: a damaged image is reported, a text file in the folder is ignored. */
    private static List<Entry> files(Path folder) throws IOException {
        List<Path> found;
        try (var all = Files.list(folder)) {
            found = all.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        }
        List<Entry> entries = new ArrayList<>();
        for (var file : found) {
            if (IMAGES.contains(extension(name(file))) || isImage(file)) {
                entries.add(new Entry(Place.row(entries.size() + 1), name(file), "", "", "", Optional.empty()));
            }
        }
        return entries;
    }

    private static boolean isImage(Path file) throws IOException {
        return Files.isReadable(file)
                && MediaFormat.of(file)
                        .filter(format -> format.kind() == MediaFormat.Kind.IMAGE)
                        .isPresent();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    // ---- JSON ----

    private static List<Entry> json(Path path, String text, Set<String> foreign) {
        return text.stripLeading().startsWith("[") ? jsonArray(path, text, foreign) : jsonLines(text, foreign);
    }

    private static List<Entry> jsonArray(Path path, String text, Set<String> foreign) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (var element : JSON.readTree(text)) {
                entries.add(jsonRow(Place.row(entries.size() + 1), element, foreign));
            }
            return entries;
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Manifest",
                    path + ", line " + e.getLocation().getLineNr() + ": invalid JSON (" + e.getOriginalMessage() + ").",
                    e);
        }
    }

    private static List<Entry> jsonLines(String text, Set<String> foreign) {
        List<Entry> entries = new ArrayList<>();
        var lines = text.split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            // A byte order mark may also occur where files were joined.
            var line = lines[i].replace("\uFEFF", "").strip();
            if (!line.isEmpty()) {
                entries.add(jsonLine(Place.line(i + 1), line, foreign));
            }
        }
        return entries;
    }

    private static Entry jsonLine(Place place, String text, Set<String> foreign) {
        try {
            return jsonRow(place, JSON.readTree(text), foreign);
        } catch (JsonProcessingException e) {
            return Entry.broken(place, "invalid JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private static Entry jsonRow(Place place, JsonNode node, Set<String> foreign) {
        if (!node.isObject()) {
            return Entry.broken(place, "not a JSON object such as {\"file\": \"a.jpg\", \"prompt\": \"…\"}");
        }
        var fields = List.copyOf(node.properties());
        var columns = Columns.of(fields.stream().map(field -> field.getKey()).toList());
        foreign.addAll(columns.foreign());
        List<String> values = new ArrayList<>();
        for (var field : fields) {
            var value = field.getValue();
            if (!value.isTextual()
                    && !value.isNull()
                    && !columns.foreign().contains(field.getKey().strip())) {
                return Entry.broken(place, "'" + field.getKey() + "' is " + value + "; it must be text");
            }
            values.add(value.isTextual() ? value.textValue() : "");
        }
        return entry(place, columns, values);
    }

    // ---- CSV ----

    /** A line of cells and its line number, from 1. */
    private record Line(int number, List<String> cells) {
        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    private static List<Entry> csv(Path path, String text, Set<String> foreign, List<String> notes) throws IOException {
        var sep = SEP.matcher(text);
        boolean named = sep.lookingAt();
        var body = named ? text.substring(sep.end()) : text;
        char delimiter = named ? sep.group(1).charAt(0) : delimiter(body);
        var lines = lines(path, straightQuotes(body, delimiter), delimiter, named ? 1 : 0);
        if (lines.isEmpty()) {
            throw wrong(path + " is empty. The first line must name the columns: file,prompt,output.");
        }
        var header = lines.get(0).cells();
        var columns = Columns.of(header);
        if (!columns.has(Column.FILE)) {
            throw wrong(path + ": the first line must name the columns, and one of them must be 'file'. Example:"
                    + " file,prompt,output. The first line is " + quoted(header) + ".");
        }
        if (!columns.twice().isEmpty()) {
            throw wrong(path + ": the column '" + columns.twice().get(0).word() + "' occurs twice.");
        }
        foreign.addAll(columns.foreign());
        columns.translated(header)
                .ifPresent(words -> notes.add("Columns of " + path.getFileName() + ": " + words + "."));
        return lines.stream()
                .skip(1)
                .map(line -> csvRow(line, header, columns, delimiter))
                .toList();
    }

    private static String quoted(List<String> header) {
        var all = header.stream().map(name -> "'" + name.strip() + "'").limit(8).collect(Collectors.joining(", "));
        return header.size() > 8 ? all + "…" : all;
    }

    private static List<Line> lines(Path path, String text, char delimiter, int before) throws IOException {
        // The parser needs uniform line ends; line numbers do not change.
        var plain = text.replace("\r\n", "\n").replace('\r', '\n');
        var schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        List<Line> lines = new ArrayList<>();
        try (MappingIterator<String[]> rows =
                CSV.readerFor(String[].class).with(schema).readValues(plain)) {
            while (rows.hasNextValue()) {
                int number = rows.getCurrentLocation().getLineNr() + before;
                var line = new Line(number, List.of(rows.nextValue()));
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (JsonProcessingException e) {
            // With wrong quotes, the start of the next row can't be determined.
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Manifest",
                    path + ", line " + (e.getLocation().getLineNr() + before) + ": " + e.getOriginalMessage() + ".",
                    e);
        }
    }

    /** The delimiter with which the first line names a column; many locales' spreadsheets write semicolons. */
    private static char delimiter(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return (char) DELIMITERS
                .chars()
                .filter(one -> first.indexOf(one) >= 0)
                .filter(one -> Columns.of(
                                List.of(first.replace("\"", "").split(Pattern.quote(Character.toString(one)), -1)))
                        .has(Column.FILE))
                .findFirst()
                .orElseGet(() -> DELIMITERS
                        .chars()
                        .filter(one -> first.indexOf(one) >= 0)
                        .findFirst()
                        .orElse(','));
    }

    /** Converts a word processor's quotes around a whole value to the quotes of CSV. */
    private static String straightQuotes(String text, char delimiter) {
        var edge = Pattern.quote(Character.toString(delimiter));
        return Pattern.compile("(?m)(^|" + edge + ")[ \\t]*[“„”]([^“„”\"\\r\\n]*)[“”][ \\t]*(?=" + edge + "|\\r?$)")
                .matcher(text)
                .replaceAll("$1\"$2\"");
    }

    private static Entry csvRow(Line line, List<String> header, Columns columns, char delimiter) {
        var place = Place.line(line.number());
        var cells = line.cells();
        int last = IntStream.range(0, cells.size())
                .filter(i -> !cells.get(i).isBlank())
                .max()
                .orElse(0);
        if (last >= header.size()) {
            boolean smart = cells.stream().anyMatch(cell -> cell.matches("(?s).*[“„”].*"));
            return Entry.broken(
                    place,
                    "it has " + (last + 1) + " values for " + header.size() + " columns; a value that contains "
                            + (delimiter == '\t' ? "a tab" : "the separator '" + delimiter + "'") + " must be in "
                            + (smart ? "straight quotes (\")" : "quotes"));
        }
        return entry(place, columns, cells);
    }

    private static Entry entry(Place place, Columns columns, List<String> values) {
        return new Entry(
                place,
                columns.value(Column.FILE, values),
                columns.value(Column.PROMPT, values),
                columns.value(Column.OUTPUT, values),
                columns.value(Column.RATIO, values),
                Optional.empty());
    }
}
