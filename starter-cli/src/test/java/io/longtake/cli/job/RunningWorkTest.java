package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.Main;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.session.SessionViews;
import io.longtake.cli.temporal.ForeignServer;
import io.longtake.workflows.session.SessionPhase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunningWorkTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Invocation invocation(int port) {
        var variables = Map.of(
                "HOME", folder.toString(),
                "LONGTAKE_HOME", folder.resolve("home").toString(),
                "TEMPORAL_ADDRESS", "127.0.0.1:" + port);
        var environment = new Environment(
                variables,
                folder,
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        var invocation = new Invocation(environment, Main.class);
        new CommandLine(invocation.options()).parseArgs("--verbose");
        return invocation;
    }

    @Test
    void aServerThatDoesNotAnswerForOneSessionIsNotAskedForTheOthers() throws Exception {
        var working = SessionViews.working();
        var views = List.of(
                working,
                SessionViews.of("beach", SessionPhase.OPEN, "p", working),
                SessionViews.of("lake", SessionPhase.OPEN, "p", working));
        try (var server = ForeignServer.start();
                var invocation = invocation(server.port())) {
            assertThat(RunningWork.of(invocation, views)).isEmpty();
            assertThat(RunningWork.of(invocation, working).percent()).isEmpty();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("The progress is unknown")))
                .as("once for the list, once for the single session")
                .hasSize(2);
    }
}
