package io.longtake.cli.command;

import io.longtake.cli.home.HomeDatabase;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.process.Foreground;
import io.longtake.cli.process.Service;
import io.longtake.cli.rendering.FilmRendering;
import io.longtake.cli.setting.Ports;
import io.longtake.cli.telemetry.LogFormat;
import io.longtake.studio.Studio;
import io.longtake.studio.StudioComponents;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "studio")
final class StudioCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--port", paramLabel = "N", description = "Port of the HTTP contract; default: a free one.")
    private int port;

    @Option(names = "--files-port", paramLabel = "N", description = "Port of films and media; default: a free one.")
    private int filesPort;

    @Option(
            names = "--address",
            paramLabel = "IP",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; default: ${DEFAULT-VALUE}. In a container, use 0.0.0.0.")
    private String address = "";

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Host name under which clients reach the studio; default: the address.")
    private String host = "";

    @Option(
            names = "--fetch-urls",
            paramLabel = "FROM",
            defaultValue = "OFF",
            description = "Whether clients may name files by URL: OFF, PUBLIC addresses, or EVERYWHERE this machine"
                    + " can reach; default: ${DEFAULT-VALUE}.")
    private StudioConfig.Fetching fetching = StudioConfig.Fetching.OFF;

    StudioCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.apply(invocation);
        Ports.checked("--port", port);
        Ports.checked("--files-port", filesPort);
        HomeDatabase.STUDIO.refuseDamaged(invocation.home(), invocation.executables());
        HomeDatabase.LEDGER.refuseDamaged(invocation.home(), invocation.executables());
        invocation.prepareNatives();
        try {
            var config = StudioConfig.in(invocation.home().openStudioFolder());
            var name = host.isEmpty() ? config.listen().host() : host;
            var filesName = host.isEmpty() ? config.listen().filesHost() : host;
            var listen = new StudioConfig.Listen(address, port, filesPort, name, filesName);
            var uploads = new StudioConfig.Uploads(config.uploads().maxFileBytes(), fetching)
                    .sharing(invocation.home().mediaFolder());
            config = config.withListen(listen).withUploads(uploads);
            var components = new FilmRendering(invocation).components(StudioComponents.of(config));
            var studio = Studio.start(config, components);
            int actual = URI.create(studio.baseUrl()).getPort();
            invocation.services().registerThisProcess(Service.STUDIO, "127.0.0.1:" + actual);
            invocation.statusOutput().info("The studio listens at " + studio.baseUrl());
            return Foreground.untilStopped(invocation.services().logs(), studio::close);
        } catch (IOException e) {
            throw CommandFailure.of("StudioFailed", "The studio can't start: " + e.getMessage() + ".", e);
        }
    }
}
