package io.longtake.cli.command;

import io.longtake.cli.home.TokenFile;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.mcp.McpServer;
import io.longtake.cli.mcp.Roots;
import io.longtake.cli.mcp.protocol.HttpTransport;
import io.longtake.cli.mcp.protocol.StdioTransport;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Foreground;
import io.longtake.cli.setting.Durations;
import io.longtake.cli.setting.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "mcp",
        description = {
            "Speaks the Model Context Protocol on stdin and stdout, for agents that start it. With --http, listens on this machine"
                    + " instead, for clients that have the token.",
            "Each tool is a command of the same name, and returns its JSON document. Jobs continue when the server or the agent"
                    + " ends."
        },
        footer = {"", "Example:", "  longtake mcp --root ~/Pictures"})
final class McpCommand implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Invocation invocation;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Folder in which tools may read and write files; default: the current folder. Can be repeated.")
    private List<String> roots = List.of();

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "Listen on this port of the loopback address, at /mcp; 0: a free one.")
    @Nullable
    private Integer port;

    @Option(
            names = "--answer-within",
            paramLabel = "TIME",
            defaultValue = "45s",
            description = "Time after which a call returns although its work continues; default: ${DEFAULT-VALUE}.")
    private String answerWithin = "";

    McpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        var server = new McpServer(
                invocation.runner(),
                invocation.environment(),
                invocation.options().asArguments(),
                Roots.of(invocation.environment().workingDirectory(), roots),
                limit(),
                () -> invocation.home().temporaryFolder());
        return port == null ? serve(server) : listen(server, Ports.checked("--http", port));
    }

    private Duration limit() {
        try {
            var limit = Durations.parse(answerWithin);
            if (limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0) {
                return limit;
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--answer-within: " + e.getMessage() + ".");
        }
        throw CommandFailure.usage("--answer-within must be 1s to 1h, not " + answerWithin + ".");
    }

    private int serve(McpServer server) throws InterruptedException {
        var protocol = invocation.output().standardOutput();
        // A library that prints something must not disturb the protocol.
        System.setOut(System.err);
        try {
            StdioTransport.serve(server, System.in, protocol, server::leave);
            return ExitCode.DONE.number();
        } catch (IOException e) {
            throw CommandFailure.of("Mcp", "The client's messages can't be read: " + e.getMessage() + ".", e);
        }
    }

    private int listen(McpServer server, int chosen) throws InterruptedException {
        var tokenFile = invocation.home().keyFolder().resolve("mcp-token");
        try {
            var http = HttpTransport.start(server, chosen, TokenFile.read(tokenFile));
            invocation
                    .statusOutput()
                    .always("MCP server at http://127.0.0.1:" + http.port() + "/mcp. Its bearer token is in "
                            + tokenFile);
            return Foreground.untilStopped(invocation.services().logs(), http::close);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The MCP server can't start at 127.0.0.1:" + chosen + ": " + e.getMessage() + ".");
        }
    }
}
