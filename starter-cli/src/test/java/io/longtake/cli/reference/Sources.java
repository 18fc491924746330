package io.longtake.cli.reference;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parsed main sources of a module. */
final class Sources {
    static final List<String> MODULES =
            List.of("files", "network", "media", "workflows", "activities", "studio", "rendering", "starter-cli");

    private Sources() {}

    /** Returns each file of the module, sorted by name. */
    static List<CompilationUnit> of(String module) {
        var parser = new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
        try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> parse(parser, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompilationUnit parse(JavaParser parser, Path file) {
        try {
            var parsed = parser.parse(file);
            return parsed.getResult()
                    .filter(any -> parsed.isSuccessful())
                    .orElseThrow(() -> new AssertionError(file + " can't be parsed: " + parsed.getProblems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String packageOf(CompilationUnit unit) {
        return unit.getPackageDeclaration().orElseThrow().getNameAsString();
    }

    /** Returns the type's name with its enclosing types, such as {@code Adoption.SettledSession}. */
    static String nameOf(TypeDeclaration<?> type) {
        return typeAround(type)
                .map(outer -> nameOf(outer) + "." + type.getNameAsString())
                .orElse(type.getNameAsString());
    }

    static Optional<TypeDeclaration<?>> typeAround(Node node) {
        return around(node, TypeDeclaration.class).map(type -> (TypeDeclaration<?>) type);
    }

    /** Returns the nearest enclosing node of this kind. */
    static <T> Optional<T> around(Node node, Class<T> kind) {
        return Stream.iterate(node.getParentNode(), Optional::isPresent, up -> up.flatMap(Node::getParentNode))
                .flatMap(Optional::stream)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }
}
