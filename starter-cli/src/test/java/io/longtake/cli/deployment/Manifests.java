package io.longtake.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Kubernetes manifests of a folder. */
final class Manifests {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

    private final List<JsonNode> documents;

    private Manifests(List<JsonNode> documents) {
        this.documents = documents;
    }

    static Manifests read(Path folder) throws IOException {
        var documents = new ArrayList<JsonNode>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                documents.addAll(YamlFile.documents(file));
            }
        }
        return new Manifests(documents);
    }

    Stream<JsonNode> ofKind(String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind));
    }

    /** The names of all objects of a kind. */
    Set<String> names(String kind) {
        return ofKind(kind).map(Manifests::name).collect(Collectors.toCollection(TreeSet::new));
    }

    List<JsonNode> workloads() {
        return documents.stream()
                .filter(document -> WORKLOADS.contains(document.path("kind").asText()))
                .toList();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.path("spec").path("template").path("spec");
    }

    static String name(JsonNode document) {
        return document.path("metadata").path("name").asText();
    }

    /** The containers that run Longtake's image, with the variables of their ConfigMaps. */
    List<Container> longtake() {
        var containers = new ArrayList<Container>();
        for (var workload : workloads()) {
            for (var container : YamlFile.items(pod(workload).path("containers"))) {
                if (container.path("image").asText().startsWith("longtake:")) {
                    containers.add(new Container(
                            name(workload),
                            container.path("image").asText(),
                            YamlFile.texts(container.path("args")),
                            environment(container),
                            Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                    .map(probe -> YamlFile.texts(
                                            container.path(probe).path("exec").path("command")))
                                    .filter(command -> !command.isEmpty())
                                    .toList()));
                }
            }
        }
        return containers;
    }

    private Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new TreeMap<>();
        for (var source : YamlFile.items(container.path("envFrom"))) {
            String name = source.path("configMapRef").path("name").asText();
            ofKind("ConfigMap").filter(map -> name(map).equals(name)).forEach(map -> YamlFile.fields(map.path("data"))
                    .forEach((variable, value) -> environment.put(variable, value.asText())));
        }
        for (var variable : YamlFile.items(container.path("env"))) {
            environment.put(
                    variable.path("name").asText(), variable.path("value").asText());
        }
        return environment;
    }

    /** Names of ConfigMaps, Secrets and PersistentVolumeClaims that pods use, by kind. */
    Map<String, Set<String>> references() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (var workload : workloads()) {
            var pod = pod(workload);
            for (var volume : YamlFile.items(pod.path("volumes"))) {
                add(all, "ConfigMap", volume.path("configMap").path("name"));
                add(all, "Secret", volume.path("secret").path("secretName"));
                add(
                        all,
                        "PersistentVolumeClaim",
                        volume.path("persistentVolumeClaim").path("claimName"));
            }
            for (var container : YamlFile.items(pod.path("containers"))) {
                for (var source : YamlFile.items(container.path("envFrom"))) {
                    add(all, "ConfigMap", source.path("configMapRef").path("name"));
                    add(all, "Secret", source.path("secretRef").path("name"));
                }
            }
        }
        return all;
    }

    private static void add(Map<String, Set<String>> all, String kind, JsonNode name) {
        if (!name.isMissingNode()) {
            all.computeIfAbsent(kind, unused -> new TreeSet<>()).add(name.asText());
        }
    }
}
