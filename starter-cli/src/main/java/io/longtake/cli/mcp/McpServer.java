package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.Methods;
import io.longtake.cli.mcp.protocol.ProtocolVersion;
import io.longtake.cli.mcp.protocol.RpcException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The methods of the server: tools, resources, tasks. */
public final class McpServer implements Methods {
    private final Calls calls;
    private final ToolCalls tools;
    private final Resources resources;
    private final Tasks tasks;
    private final OutputSchemas schemas = OutputSchemas.read();

    /**
     * @param runner runs the commands, with {@code globalOptions}
     * @param limit the time in which a call is answered
     * @param temporaryFolder the home's folder for temporary files
     */
    public McpServer(
            CommandRunner runner,
            Environment environment,
            List<String> globalOptions,
            Roots roots,
            Duration limit,
            Supplier<Path> temporaryFolder) {
        this.calls = new Calls(runner, environment, globalOptions);
        var pictures = new Pictures(temporaryFolder);
        this.tasks = new Tasks(calls, limit, Clock.systemUTC());
        this.tools = new ToolCalls(calls, roots, environment.userHome(), limit, tasks, pictures);
        this.resources = new Resources(calls, limit, pictures);
    }

    /** Ends all waiting, because the client leaves. Jobs continue. */
    public void leave() {
        calls.leave();
    }

    @Override
    public ObjectNode capabilities(ProtocolVersion version) {
        var capabilities = Messages.object();
        capabilities.putObject("tools");
        capabilities.putObject("resources");
        if (version == ProtocolVersion.V2025_11_25) {
            var offered = capabilities.putObject("tasks");
            offered.putObject("cancel");
            offered.putObject("requests").putObject("tools").putObject("call");
        }
        if (version.isStateless()) {
            capabilities.putObject("extensions").putObject("io.modelcontextprotocol/tasks");
        }
        return capabilities;
    }

    @Override
    public String instructions() {
        return Hints.INSTRUCTIONS;
    }

    @Override
    public ObjectNode call(String method, ObjectNode params, Exchange exchange) throws RpcException {
        return switch (method) {
            case "tools/list" -> toolList(exchange.version());
            case "tools/call" -> tools.call(params, exchange);
            case "resources/list" -> resources.list(exchange);
            case "resources/templates/list" -> Resources.templates();
            case "resources/read" -> resources.read(params, exchange);
            default -> task(method, params, exchange);
        };
    }

    private ObjectNode task(String method, ObjectNode params, Exchange exchange) throws RpcException {
        boolean extension = exchange.version().isStateless();
        if (exchange.version() == ProtocolVersion.V2025_06_18 || (extension && !exchange.understandsTasks())) {
            throw RpcException.methodNotFound(method);
        }
        return switch (method) {
            case "tasks/get" -> tasks.get(params, exchange);
            case "tasks/cancel" -> tasks.cancel(params, exchange);
            case "tasks/result" -> {
                if (extension) {
                    throw RpcException.methodNotFound(method);
                }
                yield tasks.result(params, exchange);
            }
            case "tasks/update" -> {
                if (!extension) {
                    throw RpcException.methodNotFound(method);
                }
                // No task asks for input, so an answer belongs to no question, and is ignored.
                yield Messages.object();
            }
            default -> throw RpcException.methodNotFound(method);
        };
    }

    private ObjectNode toolList(ProtocolVersion version) {
        var result = Messages.object();
        var list = result.putArray("tools");
        Tools.all().forEach(tool -> list.add(tool.definition(schemas.of(tool), version)));
        return result;
    }
}
