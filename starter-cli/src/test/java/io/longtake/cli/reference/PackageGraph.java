package io.longtake.cli.reference;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The packages and their dependencies. Package names are relative to their module's prefix.
 *
 * @param modules the packages of each module
 * @param uses the modules on which each module depends
 */
record PackageGraph(SortedMap<String, Module> modules, SortedMap<String, SortedSet<String>> uses) {
    private static final Map<String, String> MODULES = Map.of(
            "io.longtake.files", "files",
            "io.longtake.network", "network",
            "io.longtake.media", "media",
            "io.longtake.workflows", "workflows",
            "io.longtake.activities", "activities",
            "io.longtake.studio", "studio",
            "io.longtake.rendering", "rendering",
            "io.longtake.cli", "starter-cli");

    /** The name of a module's top package. */
    static final String ROOT = "(root)";

    /**
     * The packages of one module.
     *
     * @param uses for each package, the packages of the same module on which it depends
     */
    record Module(SortedMap<String, SortedSet<String>> uses) {}

    /** Reads the graph from the classes on this test's class path. */
    static PackageGraph ofTheProduct() {
        return of(new ClassFileImporter().withImportOption(PackageGraph::isMain).importPackages("io.longtake"));
    }

    private static boolean isMain(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }

    static PackageGraph of(JavaClasses classes) {
        var graph = new PackageGraph(new TreeMap<>(), new TreeMap<>());
        classes.stream()
                .filter(any -> !any.getSimpleName().equals("package-info"))
                .forEach(graph::add);
        return graph;
    }

    private void add(JavaClass type) {
        var own = Place.of(type);
        if (own.isEmpty()) {
            return;
        }
        var module = own.get().module();
        var packages = modules.computeIfAbsent(module, any -> new Module(new TreeMap<>()))
                .uses();
        var used = packages.computeIfAbsent(own.get().topic(), any -> new TreeSet<>());
        var others = uses.computeIfAbsent(module, any -> new TreeSet<>());
        for (var dependency : type.getDirectDependenciesFromSelf()) {
            Place.of(dependency.getTargetClass())
                    .filter(target -> !target.equals(own.get()))
                    .ifPresent(target -> {
                        if (target.module().equals(module)) {
                            used.add(target.topic());
                        } else {
                            others.add(target.module());
                        }
                    });
        }
    }

    private record Place(String module, String topic) {
        static Optional<Place> of(JavaClass type) {
            var name = type.getBaseComponentType().getPackageName();
            return MODULES.entrySet().stream()
                    .filter(module -> name.equals(module.getKey()) || name.startsWith(module.getKey() + "."))
                    .findFirst()
                    .map(module -> new Place(
                            module.getValue(),
                            name.equals(module.getKey())
                                    ? ROOT
                                    : name.substring(module.getKey().length() + 1)));
        }
    }

    /** Returns the graph in the DOT language, one line per package or edge, for comparison. */
    String dot() {
        var dot = new StringBuilder("""
                // Packages and their dependencies. Written by: mvn -Pwrite-reference -pl starter-cli -am
                digraph packages {
                  node [shape=box];
                """);
        modules.forEach((name, module) -> {
            dot.append("  subgraph \"cluster_")
                    .append(name)
                    .append("\" {\n    label=\"")
                    .append(name)
                    .append("\";\n");
            module.uses().forEach((topic, used) -> {
                dot.append("    \"")
                        .append(name)
                        .append('/')
                        .append(topic)
                        .append("\" [label=\"")
                        .append(topic)
                        .append("\"];\n");
                used.forEach(other -> dot.append("    \"")
                        .append(name)
                        .append('/')
                        .append(topic)
                        .append("\" -> \"")
                        .append(name)
                        .append('/')
                        .append(other)
                        .append("\";\n"));
            });
            dot.append("  }\n");
        });
        uses.forEach((name, used) -> used.forEach(other ->
                dot.append("  // ").append(name).append(" uses ").append(other).append('\n')));
        return dot.append("}\n").toString();
    }
}
