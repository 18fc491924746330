package io.longtake.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Collects the licences of all jars: the texts that a jar contains, the standard text of each licence that the list of components
 * names, and a table. Also writes the list of components without those texts.
 */
public final class Licences {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TEXT =
            Pattern.compile("(?i)(META-INF/)?(LICEN[SC]E|NOTICE|COPYING|COPYRIGHT)[^/]*|META-INF/licen[sc]es?/.*[^/]");
    private static final int MAX_BYTES = 1 << 20;

    private final Path jars;
    private final Path folder;
    private final Map<String, String> standard = new TreeMap<>();
    private final List<String> table = new ArrayList<>();

    private Licences(Path jars, Path folder) {
        this.jars = jars;
        this.folder = folder;
    }

    /** @param args the list of components (CycloneDX, JSON), the folder with the jars, the folder to write */
    public static void main(String[] args) throws IOException {
        new Licences(Path.of(args[1]), Files.createDirectories(Path.of(args[2]))).write(Path.of(args[0]));
    }

    private void write(Path components) throws IOException {
        var list = (ObjectNode) JSON.readTree(components.toFile());
        var named = new TreeMap<String, JsonNode>();
        for (var component : list.path("components")) {
            named.put(
                    component.path("name").asText() + "-"
                            + component.path("version").asText(),
                    component);
        }
        var unknown = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(jars, "*.jar")) {
            var sorted = new TreeSet<Path>();
            files.forEach(sorted::add);
            for (var jar : sorted) {
                var licences = licences(named, jar);
                if (licences.isEmpty()) {
                    unknown.add(jar.getFileName().toString());
                }
                table.add(jar.getFileName() + "\t" + String.join(", ", licences) + "\t" + texts(jar) + " texts");
            }
        }
        if (!unknown.isEmpty()) {
            throw new IOException("no licence is known for " + String.join(", ", unknown));
        }
        for (var text : standard.entrySet()) {
            var name = text.getKey().replaceAll("[^A-Za-z0-9.+-]+", "-") + ".txt";
            write(folder.resolve("standard").resolve(name), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        write(folder.resolve("jars.tsv"), (String.join("\n", table) + "\n").getBytes(StandardCharsets.UTF_8));
        write(
                folder.resolve("components.cdx.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list));
    }

    /** The licences of a jar; the texts are removed from its entry. Several jars of one version differ by a classifier. */
    private Set<String> licences(Map<String, JsonNode> named, Path jar) {
        var file = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        var found = new TreeSet<String>();
        named.entrySet().stream()
                .filter(entry -> file.equals(entry.getKey()) || file.startsWith(entry.getKey() + "-"))
                .flatMap(entry -> entry.getValue().findValues("license").stream())
                .forEach(licence -> {
                    var name = licence.path("id").asText(licence.path("name").asText());
                    found.add(name);
                    var text = ((ObjectNode) licence).remove("text");
                    if (text != null
                            && text.path("encoding")
                                    .asText()
                                    .toLowerCase(Locale.ROOT)
                                    .equals("base64")) {
                        standard.put(
                                name,
                                new String(
                                        Base64.getMimeDecoder()
                                                .decode(text.path("content").asText()),
                                        StandardCharsets.UTF_8));
                    }
                });
        named.entrySet().stream()
                .filter(entry -> file.equals(entry.getKey()) || file.startsWith(entry.getKey() + "-"))
                .flatMap(entry -> entry.getValue().findValuesAsText("expression").stream())
                .forEach(found::add);
        return found;
    }

    /** Copies the texts of a jar into a folder of its name, and returns their number. */
    private int texts(Path jar) throws IOException {
        int texts = 0;
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(any -> !any.isDirectory()).toList()) {
                var name = entry.getName();
                if (!TEXT.matcher(name).matches() || name.endsWith(".class") || entry.getSize() > MAX_BYTES) {
                    continue;
                }
                try (var in = zip.getInputStream(entry)) {
                    var flat = name.replaceFirst("^META-INF/", "").replace('/', '-');
                    write(folder.resolve("jars").resolve(jar.getFileName()).resolve(flat), in.readNBytes(MAX_BYTES));
                }
                texts++;
            }
        }
        return texts;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
    }
}
