package io.longtake.cli.process;

import io.longtake.cli.home.ExecutableFolder;
import io.longtake.cli.home.HomeDatabase;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.TemporaryFiles;
import io.longtake.cli.temporal.TemporalBinary;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.media.jvm.ClassArchive;
import io.longtake.media.jvm.Compilation;
import io.longtake.media.natives.NativeLibraries;
import io.longtake.network.http.LocalHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Defines how an installation starts its own server, studio and worker. */
public final class InstallationPlans implements ServicePlans {
    private static final List<String> START_DEV = List.of("server", "start-dev");
    private static final String DATABASE_OPTION = "--db-filename";
    private static final String HOME_OPTION = "--home";

    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

    private final Class<?> entry;
    private final HomeFolder home;
    private final TemporalBinary binary;
    private final Optional<TemporalTarget> external;
    private final TemporalConnections connections;
    private final ExecutableFolder executables;
    private final WebUi webUi;
    private final OtherOwner otherOwner;
    private final PortAssignments ports;

    /** What to do if a server's data belongs to another installation. */
    private enum OtherOwner {
        REFUSED,
        REPLACED
    }

    /** Whether a started server serves Temporal's web UI. */
    public enum WebUi {
        SERVED,
        NONE
    }

    /**
     * @param entry the class whose {@code main} runs commands and services
     * @param external a server that this installation does not start; {@link Service#SERVER} is then not used
     */
    public InstallationPlans(
            Class<?> entry,
            HomeFolder home,
            TemporalBinary binary,
            Optional<TemporalTarget> external,
            TemporalConnections connections,
            ExecutableFolder executables,
            WebUi webUi) {
        this(entry, home, binary, external, connections, executables, webUi, OtherOwner.REFUSED);
    }

    private InstallationPlans(
            Class<?> entry,
            HomeFolder home,
            TemporalBinary binary,
            Optional<TemporalTarget> external,
            TemporalConnections connections,
            ExecutableFolder executables,
            WebUi webUi,
            OtherOwner otherOwner) {
        this.entry = entry;
        this.home = home;
        this.binary = binary;
        this.external = external;
        this.connections = connections;
        this.executables = executables;
        this.webUi = webUi;
        this.otherOwner = otherOwner;
        this.ports = new PortAssignments(home);
    }

    /** Returns the plans for a copied home that takes over its server's data. */
    public InstallationPlans forAdoption() {
        return new InstallationPlans(
                entry, home, binary, external, connections, executables, webUi, OtherOwner.REPLACED);
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
        HomeDatabase.SERVER.refuseDamaged(home, executables);
        var program = binary.get();
        binary.database().admit(program);
        int port = ports.free("server");
        boolean served = webUi == WebUi.SERVED;
        int uiPort = served ? ports.free("ui") : 0;
        var command = new ArrayList<>(List.of(
                program.program().toString(),
                START_DEV.get(0),
                START_DEV.get(1),
                DATABASE_OPTION,
                home.serverDatabase().toString(),
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                // A power failure must not undo acknowledged writes.
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=FULL",
                "--log-format",
                "json",
                "--log-level",
                "warn"));
        command.addAll(served ? List.of("--ui-port", Integer.toString(uiPort)) : List.of("--headless"));
        return new Launch(
                Service.SERVER,
                command,
                serverEnvironment(System.getenv()),
                marker(Service.SERVER),
                "127.0.0.1:" + port,
                served ? "127.0.0.1:" + uiPort : "",
                "");
    }

    /**
     * The server needs the user's name and home folder. If the user ID has no entry in the user database, as in
     * containers, it reads both from the environment, and exits if they are not set.
     */
    private Map<String, String> serverEnvironment(Map<String, String> own) {
        var environment = new HashMap<String, String>();
        // The user's own Temporal settings apply to other servers.
        environment.put("TEMPORAL_ADDRESS", "");
        environment.put("TEMPORAL_NAMESPACE", "");
        environment.put("USER", own.getOrDefault("USER", "").isEmpty() ? "longtake" : own.get("USER"));
        environment.put("HOME", own.getOrDefault("HOME", "").isEmpty() ? home.toString() : own.get("HOME"));
        return environment;
    }

    private Launch studio() {
        HomeDatabase.STUDIO.refuseDamaged(home, executables);
        HomeDatabase.LEDGER.refuseDamaged(home, executables);
        HomeDatabase.refuseNewerStudio(home);
        int port = ports.free("studio");
        int filesPort = ports.free("studio-files");
        var arguments =
                List.of("studio", "--port", Integer.toString(port), "--files-port", Integer.toString(filesPort));
        // Long computations run in separate processes.
        var command = java(Service.STUDIO, Compilation.FAST, "-Xmx1g", arguments);
        return new Launch(Service.STUDIO, command, classPath(), marker(Service.STUDIO), "127.0.0.1:" + port, "", "");
    }

    private Launch worker() {
        var command = java(Service.WORKER, Compilation.HOT_LOOPS, "-Xmx512m", List.of("worker"));
        var environment = new HashMap<>(classPath());
        if (external.isEmpty()) {
            environment.put(TemporalTarget.OWN_SERVER, serverAddress());
        }
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

    private List<String> java(Service service, Compilation compilation, String heap, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Djava.awt.headless=true");
        command.addAll(compilation.options());
        command.add(heap);
        var natives = executables.natives();
        TemporaryFiles.sweep(natives, Instant.now());
        TemporaryFiles.sweep(home.temporaryFolder(), Instant.now());
        command.addAll(NativeLibraries.options(natives, home.temporaryFolder()));
        command.addAll(ClassArchive.options());
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(extraOptions(System.getenv()));
        command.add(marker(service));
        var dist = System.getProperty("longtake.dist");
        if (dist != null) {
            command.add("-Dlongtake.dist=" + dist);
        }
        command.add(entry.getName());
        command.addAll(arguments);
        command.add(HOME_OPTION);
        command.add(home.toString());
        return command;
    }

    /**
     * The JVM options of background processes that the user adds, separated by spaces. They follow ours, so a larger heap
     * replaces the one chosen here.
     */
    static List<String> extraOptions(Map<String, String> environment) {
        var given = environment.getOrDefault("LONGTAKE_SERVICE_JAVA_OPTS", "").strip();
        return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
    }

    /**
     * Returns the class path of this command, so that the class data archive matches it. Passed in the environment,
     * because about a hundred JARs are too long for a command line.
     */
    private static Map<String, String> classPath() {
        return Map.of("CLASSPATH", System.getProperty("java.class.path"));
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
                : isServiceOf(home.toString(), marker(service), arguments);
    }

    /** Matches by marker and home, because a copied home has the same markers as its original. */
    static boolean isServiceOf(String home, String marker, List<String> arguments) {
        return arguments.contains(marker) && Collections.indexOfSubList(arguments, List.of(HOME_OPTION, home)) >= 0;
    }

    /**
     * Matches by the option that names the database, because a backup process of the database has the same file as an
     * argument.
     */
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
            case SERVER -> serverAnswers(TemporalTarget.embedded(found.address()));
            case STUDIO -> studioAnswers(found.address(), home);
            case WORKER -> workerIsReady(found);
        };
    }

    private boolean serverAnswers(TemporalTarget target) {
        return switch (connections.answer(target, Optional.of(home.id()))) {
            case READY -> true;
            case FOREIGN -> otherOwner == OtherOwner.REPLACED && connections.handOver(target, home.id());
            case MISSING, SILENT -> false;
        };
    }

    @Override
    public boolean answers(ServiceRecord found) {
        return found.service() == Service.SERVER
                ? connections.inspect(TemporalTarget.embedded(found.address()), Optional.of(home.id()))
                        == TemporalNamespace.Answer.READY
                : healthy(found);
    }

    @Override
    public boolean responds(ServiceRecord found) {
        // A gRPC request would load the classes of the Temporal client.
        return found.service() == Service.SERVER
                ? LocalHealth.speaksHttp2(found.address(), HEALTH_LIMIT)
                : healthy(found);
    }

    /** Checks the studio's identity against the one in this home's folder: another studio may be using the port. */
    private static boolean studioAnswers(String address, HomeFolder home) {
        try {
            var identity =
                    Files.readString(home.studioFolder().resolve("identity")).strip();
            return LocalHealth.answer(address, "/healthz", HEALTH_LIMIT)
                    .filter(body -> body.contains('"' + identity + '"'))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean workerIsReady(ServiceRecord found) {
        return new ReadyFile(home).isOf(found.identity().pid()) && !isUnresponsive(found);
    }

    @Override
    public boolean isUnresponsive(ServiceRecord found) {
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
