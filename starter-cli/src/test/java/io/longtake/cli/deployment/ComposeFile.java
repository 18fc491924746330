package io.longtake.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code docker-compose.yml}. */
final class ComposeFile {
    private final JsonNode root;

    private ComposeFile(JsonNode root) {
        this.root = root;
    }

    static ComposeFile read(Path file) throws IOException {
        return new ComposeFile(YamlFile.documents(file).get(0));
    }

    Map<String, JsonNode> services() {
        return YamlFile.fields(root.path("services"));
    }

    /** The services that run Longtake's image. */
    List<Container> longtake() {
        var containers = new ArrayList<Container>();
        services().forEach((name, service) -> {
            String image = service.path("image").asText();
            if (image.startsWith("longtake:")) {
                Map<String, String> environment = new TreeMap<>();
                YamlFile.fields(service.path("environment"))
                        .forEach((variable, value) -> environment.put(variable, value.asText()));
                var test = YamlFile.texts(service.path("healthcheck").path("test"));
                var checks = test.isEmpty() ? List.<List<String>>of() : List.of(test.subList(1, test.size()));
                containers.add(new Container(
                        "service " + name, image, YamlFile.texts(service.path("command")), environment, checks));
            }
        });
        return containers;
    }

    /** Paths of the host that containers use: mounted files and folders, and the files of secrets. */
    Set<String> hostPaths() {
        return volumes().stream()
                .filter(source -> source.startsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of volumes that services use. */
    Set<String> usedVolumes() {
        return volumes().stream()
                .filter(source -> !source.startsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> volumes() {
        return services().values().stream()
                .flatMap(service -> YamlFile.texts(service.path("volumes")).stream())
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .toList();
    }

    Set<String> declared(String kind) {
        return new TreeSet<>(YamlFile.fields(root.path(kind)).keySet());
    }

    Set<String> usedSecrets() {
        return services().values().stream()
                .flatMap(service -> YamlFile.texts(service.path("secrets")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files of the secrets, relative to the file. */
    List<String> secretFiles() {
        return YamlFile.fields(root.path("secrets")).values().stream()
                .map(secret -> secret.path("file").asText())
                .toList();
    }
}
