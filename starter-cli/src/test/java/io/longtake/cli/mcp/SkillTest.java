package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The skill names commands, options and tools that exist; the plugin has the version of the product. */
class SkillTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("`longtake ([a-z]+)([^`]*)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern TOOL_COLUMN = Pattern.compile("(?m)^\\|.*\\| (`[^|]*`) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

    private final String skill = read();

    private static String read() {
        try {
            return Files.readString(ROOT.resolve("skills/longtake/SKILL.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void itsCommandsAndOptionsExist() {
        var commands = LongtakeCommand.line(new Invocation(Environment.ofThisProcess(), Longtake.class));
        var found = COMMAND.matcher(skill);
        List<String> names = new ArrayList<>();
        while (found.find()) {
            names.add(found.group(1));
            var command = commands.getSubcommands().get(found.group(1));
            assertThat(command).as(found.group()).isNotNull();
            var options = OPTION.matcher(found.group(2));
            while (options.find()) {
                assertThat(command.getCommandSpec().findOption(options.group()))
                        .as(found.group())
                        .isNotNull();
            }
        }
        assertThat(names).contains("make", "edit", "export", "reconcile", "batch");
    }

    @Test
    void itsToolsExist() {
        var rows = TOOL_COLUMN.matcher(skill);
        List<String> names = new ArrayList<>();
        while (rows.find()) {
            var tools = NAME.matcher(rows.group(1));
            while (tools.find()) {
                names.add(tools.group(1));
            }
        }
        assertThat(names).contains("make", "credits").allMatch(name -> Tools.named(name)
                .isPresent());
    }

    @Test
    void thePluginHasTheVersionOfTheProduct() throws IOException {
        var plugin = new ObjectMapper()
                .readTree(ROOT.resolve(".claude-plugin/plugin.json").toFile());
        assertThat(plugin.path("version").asText()).isEqualTo(Version.current());
        assertThat(plugin.at("/mcpServers/longtake/args/0").asText()).isEqualTo("mcp");
    }
}
