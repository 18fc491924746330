package io.longtake.cli.command;

import io.longtake.cli.codec.CodecService;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.process.Foreground;
import io.longtake.cli.setting.Ports;
import io.longtake.cli.telemetry.LogFormat;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "codec-server",
        description = {
            "With the setting payloads.encrypt, the Temporal server stores encrypted payloads. Its web UI and the temporal"
                    + " program show them in plain text through this server, to callers that know its token.",
            "In the web UI: enter the server's address under Data Encoder, include cross-origin credentials, and sign in once on"
                    + " the server's page."
        })
final class CodecServerCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--port",
            defaultValue = "8234",
            description = "Port to listen on; 0: a free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; default: ${DEFAULT-VALUE}. In a container, use 0.0.0.0.")
    private String address = "";

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Origin of a web UI that may read answers, such as http://127.0.0.1:8233. Can be repeated.")
    private List<String> origins = List.of();

    CodecServerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.apply(invocation);
        var codec = CodecService.start(
                invocation.home(),
                invocation.payloads(),
                new InetSocketAddress(address, Ports.checked("--port", port)),
                origins);
        invocation
                .statusOutput()
                .info("Codec server at http://" + address + ":" + codec.port() + ". Its token is in "
                        + codec.tokenFile());
        return Foreground.untilStopped(invocation.services().logs(), codec::close);
    }
}
