package io.longtake.cli.setting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one setting to a TOML file and keeps the others. Comments are lost, because the program owns the file. */
public final class SettingsFile {
    private SettingsFile() {}

    public static void set(Path file, Setting setting, String text) throws IOException {
        Settings.checked(new Settings.Value(setting, text, "config set"));
        var mapper = new TomlMapper();
        var tree = (ObjectNode) Settings.readFile(file);
        var node = tree;
        var parts = setting.key().split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            var below = node.get(parts[i]);
            node = below instanceof ObjectNode table ? table : node.putObject(parts[i]);
        }
        node.put(parts[parts.length - 1], text);
        Durable.createFolderOf(file);
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, mapper.writeValueAsString(tree));
        Durable.moveIntoPlace(next, file);
    }
}
