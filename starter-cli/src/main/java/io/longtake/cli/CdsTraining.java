package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Performs the startup of a command without a server, so that the JVM can record the classes to archive (class data sharing). The
 * launcher runs it once per build; it changes nothing.
 */
public final class CdsTraining {
    private CdsTraining() {}

    public static void main(String[] args) {
        System.setProperty("longtake.log.level", "OFF");
        System.setProperty("longtake.log.others", "OFF");
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        var environment = new Environment(Map.of(), Path.of("/nonexistent"), nullOutput, nullOutput, false);
        Longtake.run(environment, "--help");
        Longtake.run(environment, "config", "list", "--json");
        try (var connections = new TemporalConnections()) {
            var nobody = TemporalTarget.embedded("127.0.0.1:1");
            WorkflowClient.newInstance(
                    connections.to(nobody),
                    WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build());
            connections
                    .to(nobody)
                    .blockingStub()
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .describeNamespace(
                            io.temporal.api.workflowservice.v1.DescribeNamespaceRequest.getDefaultInstance());
        } catch (RuntimeException e) {
            // The connection fails, as expected; the classes are loaded.
        }
        System.exit(0);
    }
}
