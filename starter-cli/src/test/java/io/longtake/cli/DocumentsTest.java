package io.longtake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the links and class names in the documents of the repository exist. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    private static final int LINES_OF_ARCHITECTURE = 120;

    @TempDir
    Path folder;

    static List<Path> documents() throws IOException {
        try (var top = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"));
                var others =
                        Stream.of("benchmarks", "docker", "samples").map(name -> ROOT.resolve(name + "/README.md"))) {
            return Stream.of(top, docs, others)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> documentsAboutTheCode() throws IOException {
        return documents().stream()
                .filter(path -> path.startsWith(ROOT.resolve("docs/adr"))
                        || Set.of("ARCHITECTURE.md", "CONTRIBUTING.md")
                                .contains(ROOT.relativize(path).toString())
                        || path.startsWith(ROOT.resolve("benchmarks")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsToAFileAndAHeading(Path document) throws IOException {
        assertThat(new Document(document).brokenLinks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documentsAboutTheCode")
    void everyClassNameExists(Path document) throws IOException {
        assertThat(types()).containsAll(new Document(document).namedTypes());
    }

    @Test
    void theArchitectureFitsOnOnePage() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("ARCHITECTURE.md"))).hasSizeLessThanOrEqualTo(LINES_OF_ARCHITECTURE);
    }

    @Test
    void aMissingFileAndAMissingHeadingAreFound() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# One heading, `code` and more\n\n```\n# no heading\n```\n");
        var document = Files.writeString(folder.resolve("it.md"), """
            # Top
            [kept](other.md) [kept](other.md#one-heading-code-and-more) [kept](#top) [kept](https://a.example/x)
            `[code](nowhere.md)`
            [gone](nowhere.md) [gone](other.md#no-heading) ![gone](picture.jpg)
            """);

        assertThat(new Document(document).brokenLinks())
                .containsExactly("nowhere.md", "other.md#no-heading", "picture.jpg");
    }

    @Test
    void typeNamesAreDistinguishedFromOtherCode() throws IOException {
        var document = Files.writeString(
                folder.resolve("it.md"), "`SomeType` `OtherType.member` `--option` `NOT_SENT` `a b` `java` `Sole`\n");

        assertThat(new Document(document).namedTypes()).containsExactlyInAnyOrder("SomeType", "OtherType");
    }

    private static Set<String> types() throws IOException {
        var modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results();
        return modules.map(module -> ROOT.resolve(module.group(1)).resolve("src"))
                .flatMap(source -> sources(source).stream())
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private static List<Path> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
