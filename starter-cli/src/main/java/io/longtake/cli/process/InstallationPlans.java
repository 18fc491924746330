package io.longtake.cli.process;

import io.longtake.cli.Main;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.temporal.TemporalBinary;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an installation's own server, studio and worker are started. */
public final class InstallationPlans implements ServicePlans {
    private static final List<String> START_DEV = List.of("server", "start-dev");
    private static final String DATABASE_OPTION = "--db-filename";

    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

    private final HomeFolder home;
    private final TemporalBinary binary;
    private final Optional<TemporalTarget> external;
    private final TemporalConnections connections;
    private final PortBook ports;

    /** @param external a server that is not ours to start; then there is no {@link Service#SERVER} */
    public InstallationPlans(
            HomeFolder home,
            TemporalBinary binary,
            Optional<TemporalTarget> external,
            TemporalConnections connections) {
        this.home = home;
        this.binary = binary;
        this.external = external;
        this.connections = connections;
        this.ports = new PortBook(home);
    }

    @Override
    public Launch launch(Service service) {
        return switch (service) {
            case SERVER -> server();
            case STUDIO -> studio();
            case WORKER -> worker();
        };
    }

    private Launch server() {
        int port = ports.free("server");
        int uiPort = ports.free("ui");
        var command = List.of(
                binary.get().program().toString(),
                START_DEV.get(0),
                START_DEV.get(1),
                DATABASE_OPTION,
                home.serverDatabase().toString(),
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                // A power cut must not take back what was acknowledged.
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=FULL",
                "--log-format",
                "json",
                "--log-level",
                "warn");
        return new Launch(
                Service.SERVER,
                command,
                // The person's own Temporal settings are about other servers.
                Map.of("TEMPORAL_ADDRESS", "", "TEMPORAL_NAMESPACE", ""),
                marker(Service.SERVER),
                "127.0.0.1:" + port,
                "127.0.0.1:" + uiPort,
                "");
    }

    private Launch studio() {
        int port = ports.free("studio");
        int filesPort = ports.free("studio-files");
        var options = List.of("-XX:+UseSerialGC", "-Xmx1g");
        var arguments =
                List.of("studio", "--port", Integer.toString(port), "--files-port", Integer.toString(filesPort));
        var command = java(Service.STUDIO, options, arguments);
        return new Launch(Service.STUDIO, command, Map.of(), marker(Service.STUDIO), "127.0.0.1:" + port, "", "");
    }

    private Launch worker() {
        var command = java(Service.WORKER, List.of("-XX:+UseSerialGC", "-Xmx512m"), List.of("worker"));
        var environment =
                external.isPresent() ? Map.<String, String>of() : Map.of(TemporalTarget.OWN_SERVER, serverAddress());
        new ReadyFile(home).remove();
        return new Launch(
                Service.WORKER,
                command,
                environment,
                marker(Service.WORKER),
                serverAddress(),
                "",
                dependsOn(Service.WORKER).orElse(""));
    }

    private List<String> java(Service service, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.add(marker(service));
        var dist = System.getProperty("longtake.dist");
        if (dist != null) {
            command.add("-Dlongtake.dist=" + dist);
        }
        command.add("-cp");
        command.add(dist != null ? dist + "/lib/*" : System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(arguments);
        command.add("--home");
        command.add(home.toString());
        return command;
    }

    private String serverAddress() {
        return external.map(TemporalTarget::address).orElseGet(() -> "127.0.0.1:" + ports.chosen("server"));
    }

    @Override
    public String marker(Service service) {
        return service == Service.SERVER
                ? home.serverDatabase().toString()
                : "-Dlongtake.service=" + home.id() + "/" + service.label();
    }

    @Override
    public boolean recognises(Service service, List<String> arguments) {
        return service == Service.SERVER
                ? isServerOn(marker(service), arguments)
                : ServicePlans.super.recognises(service, arguments);
    }

    /** Known by how its database is named to it: a backup of that database names the same file. */
    static boolean isServerOn(String database, List<String> arguments) {
        return Collections.indexOfSubList(arguments, START_DEV) >= 0
                && Collections.indexOfSubList(arguments, List.of(DATABASE_OPTION, database)) >= 0;
    }

    @Override
    public Optional<String> dependsOn(Service service) {
        return service == Service.WORKER
                ? Optional.of("temporal " + serverAddress() + ", studio 127.0.0.1:" + ports.chosen("studio"))
                : Optional.empty();
    }

    @Override
    public boolean healthy(ServiceRecord found) {
        return switch (found.service()) {
            case SERVER ->
                connections.answer(TemporalTarget.embedded(found.address()), Optional.of(home.id()))
                        == TemporalNamespace.Answer.READY;
            case STUDIO -> studioAnswers(found.address(), home);
            case WORKER -> workerIsReady(found);
        };
    }

    /** Another studio on this port has another identity than the one in this home's folder. */
    private static boolean studioAnswers(String address, HomeFolder home) {
        try {
            var answer = HttpClient.newBuilder()
                    .connectTimeout(HEALTH_LIMIT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + address + "/healthz"))
                                    .timeout(HEALTH_LIMIT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var identity =
                    Files.readString(home.studioFolder().resolve("identity")).strip();
            return answer.statusCode() == 200 && answer.body().contains('"' + identity + '"');
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean workerIsReady(ServiceRecord found) {
        return new ReadyFile(home).isOf(found.identity().pid()) && !hangs(found);
    }

    @Override
    public boolean hangs(ServiceRecord found) {
        var ready = new ReadyFile(home);
        return found.service() == Service.WORKER && ready.isOf(found.identity().pid()) && ready.isStale(Instant.now());
    }

    @Override
    public void forgetPort(Service service) {
        if (service == Service.SERVER) {
            ports.forget("server");
            ports.forget("ui");
        } else if (service == Service.STUDIO) {
            ports.forget("studio");
            ports.forget("studio-files");
        }
    }
}
