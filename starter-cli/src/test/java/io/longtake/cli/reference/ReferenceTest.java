package io.longtake.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.CommandRun;
import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void whatCommandsWithoutServicesPrintHasTheFieldsThatAreDescribed() throws IOException {
        fields("setting", "config", "get", "backend");
        fields("setting", "config", "list");
        fields("key", "config", "rotate-key");
        fields("check", "doctor");
        fields("stopped", "down");
        fields("script", "completion");
        fields("adopted-home", "home", "adopt", "--moved");
        fields("failure", "show", "unheard-of");
        fields("job", "make", "absent.jpg", "--output", "out.mp4");
    }

    private void fields(String document, String... args) throws IOException {
        var line = new ArrayList<>(List.of(args));
        line.add("--json");
        var printed = new ObjectMapper()
                .readTree(CommandRun.in(folder, line.toArray(String[]::new)).out());
        JsonNode one = printed.isArray() ? printed.path(0) : printed;
        var names = new ArrayList<String>();
        one.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .as(String.join(" ", args))
                .containsExactlyInAnyOrderElementsOf(JsonPage.read().fieldsOf(document));
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
