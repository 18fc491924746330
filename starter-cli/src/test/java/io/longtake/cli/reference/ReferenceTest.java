package io.longtake.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks that the pages of {@code docs/reference} match the code. */
@Tag("reference")
class ReferenceTest {
    @TempDir
    Path folder;

    @Test
    void theCommandsAreThoseInTheReference() {
        new ReferenceFile("docs/reference/commands.md").is(CommandPage.of(line()));
    }

    @Test
    void theExitCodesAreThoseInTheReference() {
        new ReferenceFile("docs/reference/exit-codes.md").is(Pages.exitCodes());
    }

    @Test
    void theSettingsAreThoseInTheReference() {
        new ReferenceFile("docs/reference/settings.md").is(Pages.settings());
    }

    @Test
    void theSearchAttributesAreThoseInTheReference() {
        new ReferenceFile("docs/reference/search-attributes.md").is(Pages.searchAttributes());
    }

    @Test
    void theMetricsAreThoseInTheReference() {
        new ReferenceFile("docs/reference/metrics.md").is(Pages.metrics());
    }

    @Test
    void whatTheStudioUnderstandsIsInTheReference() {
        new ReferenceFile("docs/reference/editing.md").is(Pages.editing());
    }

    @Test
    void theJsonDocumentsAreThoseInTheReference() {
        new ReferenceFile("docs/reference/json.md").is(JsonPage.read().markdown());
    }

    @Test
    void theSchemasAreThoseOfTheDescribedDocuments() {
        var folder = "docs/reference/schemas/v" + JsonSchemas.VERSION + "/";
        var schemas = new JsonSchemas(JsonPage.read()).all();
        schemas.forEach((command, schema) -> new ReferenceFile(folder + command + ".json").is(schema));
        assertThat(ReferenceFile.ROOT.resolve(folder))
                .as("schemas of commands that no longer exist")
                .isDirectoryNotContaining(file ->
                        !schemas.containsKey(String.valueOf(file.getFileName()).replace(".json", "")));
    }

    @Test
    void theSchemasOfTheToolsAreThoseOfTheDocuments() {
        new ReferenceFile("starter-cli/src/main/resources/io/longtake/cli/mcp/schemas.json")
                .is(ToolSchemas.of(JsonPage.read()));
    }

    @Test
    void theFieldsThatAreDescribedAreThoseThatTheCodeNames() {
        assertThat(JsonPage.read().differences(JsonKeys.ofTheCommands()))
                .as("json.txt and the code; see starter-cli/src/test/resources/io/longtake/cli/reference/json.txt")
                .isEmpty();
    }

    @Test
    void eachCommandHasItsDocument() {
        var commands = CommandPage.leaves(line().getCommandSpec())
                .map(command -> command.qualifiedName().replaceFirst("longtake ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(JsonPage.read().commands()).isEqualTo(commands);
    }

    @Test
    void theHelpEndsWithTheExitCodes() {
        var help = CommandRun.in(folder, "--help").out();
        assertThat(help.substring(help.indexOf("Exit codes:")).lines().skip(1).map(String::strip))
                .contains("0     done", "130   interrupted; a job that was queued continues");
        assertThat(help)
                .contains(java.util.Arrays.stream(ExitCode.values())
                        .map(code -> " " + code.number() + " ")
                        .toList());
    }

    private CommandLine line() {
        return LongtakeCommand.line(new Invocation(Environment.ofThisProcess(), Longtake.class));
    }
}
