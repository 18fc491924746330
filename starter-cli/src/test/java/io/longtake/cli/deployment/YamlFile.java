package io.longtake.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML with its anchors and merge keys resolved. */
final class YamlFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlFile() {}

    /** The documents of a file, without empty ones. */
    static List<JsonNode> documents(Path file) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        try (var text = Files.newBufferedReader(file)) {
            return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
                    .filter(document -> document != null)
                    .<JsonNode>map(JSON::valueToTree)
                    .toList();
        }
    }

    static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode list) {
        return items(list).stream().map(JsonNode::asText).toList();
    }

    static Map<String, JsonNode> fields(JsonNode object) {
        return object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
