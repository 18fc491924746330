package io.longtake.cli.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code json.md}, generated from {@code json.txt}. Types and meanings are written there; the names must match the code. */
final class JsonPage {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]+");
    private static final String ADDITIONS = "additions";
    private static final List<String> HEAD = List.of("field", "type", "meaning");

    /**
     * A field of a document.
     *
     * @param optional whether it may be absent
     */
    record Field(String name, String type, String meaning, boolean optional) {}

    /**
     * A document, or a part of one.
     *
     * @param places the places in the code that name its fields
     */
    record Document(String name, List<String> places, List<Field> fields) {
        Set<String> names() {
            return fields.stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /**
     * The output of one or more commands.
     *
     * @param additions names of additional fields
     */
    record Printed(List<String> commands, String type, List<String> additions, List<String> notes) {}

    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final List<Printed> printed = new ArrayList<>();
    private final List<Printed> events = new ArrayList<>();
    private final List<String> otherMaps = new ArrayList<>();

    private JsonPage() {}

    static JsonPage read() {
        var page = new JsonPage();
        Document document = null;
        Printed command = null;
        for (var line : text().lines()
                .filter(any -> !any.isBlank() && !any.startsWith("#"))
                .toList()) {
            if (line.startsWith("events ")) {
                page.events.add(printed(line));
            } else if (line.startsWith("document ")) {
                document = new Document(rest(line), new ArrayList<>(), new ArrayList<>());
                page.documents.put(document.name(), document);
            } else if (line.startsWith("command ")) {
                command = printed(line);
                page.printed.add(command);
                document = null;
            } else if (line.startsWith("no-document ")) {
                page.otherMaps.addAll(words(line));
            } else if (line.startsWith("by ")) {
                Objects.requireNonNull(document, line).places().addAll(words(line));
            } else if (line.startsWith("adds ")) {
                Objects.requireNonNull(command, line).additions().addAll(words(line));
            } else if (document != null) {
                var cells = line.split(" \\| ", 3);
                boolean optional = cells[0].endsWith("?");
                var name = optional ? cells[0].substring(0, cells[0].length() - 1) : cells[0];
                document.fields().add(new Field(name, cells[1], cells[2], optional));
            } else {
                Objects.requireNonNull(command, line).notes().add(line);
            }
        }
        return page;
    }

    private static Printed printed(String line) {
        var sides = rest(line).split(" = ", 2);
        return new Printed(List.of(sides[0].split(", ")), sides[1], new ArrayList<>(), new ArrayList<>());
    }

    private static String text() {
        try (var file = Objects.requireNonNull(JsonPage.class.getResourceAsStream("json.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rest(String line) {
        return line.substring(line.indexOf(' ') + 1).strip();
    }

    private static List<String> words(String line) {
        return Arrays.asList(rest(line).split(" +"));
    }

    /** Returns the names of the described commands, such as {@code config get}. */
    Set<String> commands() {
        return printed.stream().flatMap(one -> one.commands().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    List<Printed> printed() {
        return printed;
    }

    /** Returns the lines that commands print with {@code --events}. */
    Printed events() {
        return events.get(0);
    }

    /** Returns what a command prints. */
    Printed printedBy(String command) {
        return printed.stream()
                .filter(one -> one.commands().contains(command))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the document of this name. */
    Document document(String name) {
        return Objects.requireNonNull(documents.get(name), name);
    }

    /** Returns the field names of a document. */
    Set<String> fieldsOf(String document) {
        return Objects.requireNonNull(documents.get(document), document).names();
    }

    /** Returns the differences between this page and the code as sentences; empty if there are none. */
    List<String> differences(JsonKeys code) {
        var found = new ArrayList<String>();
        var described = new TreeSet<String>();
        for (var document : documents.values()) {
            described.addAll(document.places());
            var given = document.name().equals(ADDITIONS) ? code.additions() : given(document, code, found);
            missing(given, document.names())
                    .forEach(name -> found.add("the code gives " + document.name() + " a field '" + name + "'"));
            missing(document.names(), given)
                    .forEach(name -> found.add("the code gives " + document.name() + " no field '" + name + "'"));
        }
        code.methods()
                .filter(place -> !described.contains(place)
                        && otherMaps.stream().noneMatch(other -> place.startsWith(other + "#")))
                .forEach(place -> found.add(place + " makes a map with the keys "
                        + code.byPlace().get(place) + ", which belongs to no document"));
        undefined().forEach(name -> found.add("there is no document '" + name + "'"));
        return found;
    }

    private static Set<String> given(Document document, JsonKeys code, List<String> found) {
        var given = new LinkedHashSet<String>();
        for (var place : document.places()) {
            var keys = code.byPlace().get(place);
            if (keys == null) {
                found.add(document.name() + " is made by " + place + ", which names no field");
            } else {
                given.addAll(keys);
            }
        }
        return given;
    }

    private static Stream<String> missing(Set<String> these, Set<String> those) {
        return these.stream().filter(name -> !those.contains(name));
    }

    private Stream<String> undefined() {
        var plain = Set.of(
                "string",
                "strings",
                "integer",
                "integers",
                "number",
                "boolean",
                "null",
                "any",
                "array",
                "object",
                "nothing",
                "of",
                "or");
        return Stream.concat(
                        documents.values().stream()
                                .flatMap(document -> document.fields().stream())
                                .map(Field::type),
                        Stream.concat(printed.stream(), events.stream()).map(Printed::type))
                .flatMap(type -> Stream.of(type.split(" ")))
                .filter(word -> !plain.contains(word) && !documents.containsKey(word))
                .distinct();
    }

    String markdown() {
        var page = new Markdown("JSON")
                .paragraph(
                        "With `--json` a command prints one document to stdout and nothing else there. Names of fields"
                                + " stay as they are; new ones may be added. A command that fails before it has anything else to"
                                + " tell prints a [failure](#failure); the exit code is the same as without `--json`. The JSON Schema of each"
                                + " command's output is in [schemas/v1](schemas/v1).")
                .paragraph(
                        "First the commands; then the documents that several of them print, and parts of documents.");
        page.part("Commands");
        printed.forEach(one -> describe(page, one));
        page.part("Events");
        page.paragraph("With `--events`, "
                + events().commands().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                + " print one JSON object per line while the job runs, each of them " + linked(events().type())
                + ". The schema of a line is [schemas/v1/events.json](schemas/v1/events.json). A stream without an `ended` at"
                + " its end belongs to a command that was interrupted or killed; a job that was `started` continues. New"
                + " types of events may be added.");
        page.part("Documents");
        documents.values().stream()
                .filter(document -> owner(document.name()).isEmpty())
                .forEach(document -> page.section(document.name()).table(HEAD, rows(document)));
        return page.text();
    }

    private void describe(Markdown page, Printed one) {
        page.section(String.join(", ", one.commands()));
        var own = documents.values().stream()
                .filter(document -> owner(document.name()).filter(one::equals).isPresent())
                .findFirst();
        page.paragraph("Prints "
                + own.map(document -> one.type()
                                .replace("array of " + document.name(), "an array of:")
                                .replace("object of " + document.name(), "an object of:")
                                .replaceFirst("^" + document.name() + "$", "an object:"))
                        .orElseGet(() -> linked(one.type()) + "."));
        own.ifPresent(document -> page.table(HEAD, rows(document)));
        page.paragraph(String.join("\n", one.notes()));
        if (!one.additions().isEmpty()) {
            page.paragraph("May add "
                    + one.additions().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                    + " (see [additions](#additions)).");
        }
    }

    /** Returns the commands that print only this document, if no other command prints it. */
    private Optional<Printed> owner(String document) {
        boolean part = documents.values().stream()
                .flatMap(other -> other.fields().stream())
                .anyMatch(field -> List.of(field.type().split(" ")).contains(document));
        var users = printed.stream()
                .filter(one -> List.of(one.type().split(" ")).contains(document))
                .toList();
        return part || users.size() != 1 || users.get(0).type().contains(" or ")
                ? Optional.empty()
                : Optional.of(users.get(0));
    }

    private List<List<String>> rows(Document document) {
        return document.fields().stream()
                .map(field -> List.of("`" + field.name() + "`", linked(field.type()), field.meaning()))
                .toList();
    }

    private String linked(String type) {
        return NAME.matcher(type)
                .replaceAll(name -> documents.containsKey(name.group())
                        ? "[" + name.group() + "](#" + name.group() + ")"
                        : name.group());
    }
}
