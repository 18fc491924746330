package io.longtake.cli.command;

import io.grpc.ClientInterceptor;
import io.grpc.StatusRuntimeException;
import io.longtake.activities.heartbeat.HeartbeatDeadline;
import io.longtake.activities.media.StoreException;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.view.ViewKeeper;
import io.longtake.activities.worker.ActivityStart;
import io.longtake.activities.worker.DeploymentVersion;
import io.longtake.activities.worker.LongtakeWorker;
import io.longtake.activities.worker.WorkerConfig;
import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.notification.JobEvent;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.process.Foreground;
import io.longtake.cli.process.ReadyFile;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.WorkerLiveness;
import io.longtake.cli.rendering.FilmRendering;
import io.longtake.cli.schedule.ScheduledFilms;
import io.longtake.cli.telemetry.LogFormat;
import io.longtake.cli.telemetry.ServiceTelemetry;
import io.longtake.cli.temporal.NamespaceAttributes;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.media.guard.DecodeGuard;
import io.longtake.workflows.Installation;
import io.longtake.workflows.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "worker",
        description = "Connects to the server that TEMPORAL_ADDRESS or temporal.toml names, otherwise to this home's"
                + " server.")
final class WorkerCommand implements Callable<Integer> {
    /** A server that starts at the same moment needs some seconds; a cluster that is starting needs minutes. */
    private static final Duration SERVER_LIMIT = Duration.ofMinutes(10);

    private final Invocation invocation;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            description = "How long a stop waits for running work, for example 15m; default: 10s. Interrupted work is"
                    + " resumed.")
    @Nullable
    private String stopTimeout;

    @Option(
            names = "--queues",
            split = ",",
            paramLabel = "QUEUE",
            description = "Work that this worker takes: ${COMPLETION-CANDIDATES}; default: all, rendering only if"
                    + " studio.rendering is workers.")
    @Nullable
    private Set<TaskQueue> queues;

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            description =
                    "Take part in Temporal's Worker Versioning as a version of this deployment: sessions move to its"
                            + " current version, a render ends on the version that started it. Default: unversioned.")
    @Nullable
    private String deployment;

    @Option(
            names = "--build-id",
            paramLabel = "ID",
            description = "The version in the deployment; default: this build of Longtake.")
    @Nullable
    private String buildId;

    WorkerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.apply(invocation);
        var version = version();
        invocation.prepareNatives();
        var rendering = new FilmRendering(invocation);
        var taken = queues == null ? standardQueues(rendering) : queues;
        boolean complete = taken.containsAll(TaskQueue.ofEveryInstallation());
        // A worker for some of the queues does not replace the home's worker, whose file commands look at.
        boolean reports = complete
                || invocation.services().records().running(Service.WORKER).isEmpty();
        var ready = new ReadyFile(invocation.home());
        if (reports) {
            // A killed worker leaves the file behind; in a container, the next worker has the same process id.
            ready.remove();
        }
        var target = target();
        if (complete) {
            invocation.services().registerThisProcess(Service.WORKER, target.address());
        }
        awaitServer(target);
        addAttributes(target);
        var views = views();
        var options = WorkflowServiceStubsOptions.newBuilder(target.options())
                .setRpcRetryOptions(LongtakeWorker.rpcRetryOptions())
                .setGrpcClientInterceptors(interceptors(target, views));
        var telemetry = ServiceTelemetry.start(invocation, options);
        var stubs = WorkflowServiceStubs.newServiceStubs(options.build());
        var client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(target.namespace())
                        .setIdentity("worker " + ProcessHandle.current().pid() + "@" + host())
                        .setDataConverter(invocation.payloads().converter())
                        .build());
        checkStores(stubs, target);
        var worker =
                LongtakeWorker.start(client, config(taken, rendering, version).withTelemetry(telemetry.observers()));
        views.ifPresent(keeper -> keeper.start(client));
        Optional<WorkerLiveness> liveness = reports ? Optional.of(WorkerLiveness.start(ready)) : Optional.empty();
        invocation
                .statusOutput()
                .info("The worker is connected to " + target.address() + ", namespace " + target.namespace());
        return Foreground.untilStopped(invocation.services().logs(), () -> {
            liveness.ifPresent(WorkerLiveness::close);
            views.ifPresent(ViewKeeper::close);
            worker.close();
            rendering.close();
            telemetry.close();
            stubs.shutdownNow();
        });
    }

    /**
     * Keeps views for the home's own server only: sessions on another server may run on other workers, so commands query that
     * server.
     */
    private Optional<ViewKeeper> views() {
        return hasOwnServer() ? Optional.of(ViewKeeper.ofHome(invocation.home().root())) : Optional.empty();
    }

    private boolean hasOwnServer() {
        return invocation.externalTemporal().isEmpty()
                || invocation.environment().variable(TemporalTarget.OWN_SERVER).isPresent();
    }

    private static List<ClientInterceptor> interceptors(TemporalTarget target, Optional<ViewKeeper> views) {
        var all = new ArrayList<ClientInterceptor>();
        if (target.options().getGrpcClientInterceptors() != null) {
            all.addAll(target.options().getGrpcClientInterceptors());
        }
        all.add(new HeartbeatDeadline());
        views.map(ViewKeeper::interceptor).ifPresent(all::add);
        return all;
    }

    private TemporalTarget target() {
        return invocation.externalTemporal().orElseGet(() -> {
            invocation.services().ensure(Set.of(Service.SERVER));
            return new RunningInstallation(invocation).target();
        });
    }

    private void awaitServer(TemporalTarget target) throws InterruptedException {
        long start = System.nanoTime();
        // The process that creates the namespace of the home's own server, worker or command, records the home's id in
        // it.
        Optional<String> owner = invocation.externalTemporal().isPresent()
                ? Optional.empty()
                : Optional.of(invocation.home().id());
        while (invocation.connections().answer(target, owner) != TemporalNamespace.Answer.READY) {
            if (Duration.ofNanos(System.nanoTime() - start).compareTo(SERVER_LIMIT) > 0) {
                throw CommandFailure.temporary("The Temporal server at " + target.address() + " has not answered for "
                        + SERVER_LIMIT.toMinutes() + " minutes.");
            }
            Thread.sleep(100);
        }
    }

    /** Adds the search attributes for lists of sessions; the operator of the server may not allow it. */
    private void addAttributes(TemporalTarget target) {
        try {
            if (!invocation.connections().addAttributes(target)) {
                invocation
                        .statusOutput()
                        .info(
                                "The server does not allow this worker to add the search attributes of sessions. New sessions"
                                        + " are listed without a status; sessions that were started with the attributes wait for"
                                        + " them. To add them: " + NamespaceAttributes.commands(target.namespace()));
            }
        } catch (StatusRuntimeException e) {
            invocation
                    .statusOutput()
                    .info("The search attributes of sessions could not be checked: " + e.getMessage()
                            + ". The worker checks again at its next start.");
        }
    }

    /**
     * The namespace is what workers of one installation have in common, so its id identifies the installation: a store belongs to one
     * namespace.
     */
    private void checkStores(WorkflowServiceStubs stubs, TemporalTarget target) {
        try {
            invocation.stores().check(() -> stubs.blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(target.namespace())
                            .build())
                    .getNamespaceInfo()
                    .getId());
        } catch (IOException e) {
            var sentence = "The worker was not started: " + e.getMessage() + ".";
            throw e instanceof StoreException failure && failure.temporary()
                    ? CommandFailure.temporary(sentence)
                    : CommandFailure.of("Store", sentence, e);
        }
    }

    private static Set<TaskQueue> standardQueues(FilmRendering rendering) {
        return rendering.isOnWorkers() ? EnumSet.allOf(TaskQueue.class) : TaskQueue.ofEveryInstallation();
    }

    private WorkerConfig config(Set<TaskQueue> taken, FilmRendering rendering, Optional<DeploymentVersion> version) {
        var environment = invocation.environment();
        var installedIn = Build.ofThisProcess().folder().orElse(environment.workingDirectory());
        var headers = NemoHeaders.of(Version.current(), environment.environment(), environment.userHome(), installedIn);
        var home = invocation.home();
        var config = WorkerConfig.of(home.root(), home.id(), headers)
                .withConversion(new DecodeGuard()::toJpeg)
                .withAddresses(this::address)
                .withStudio(Optional.of(home.studioFolder()))
                .withStores(invocation.stores())
                .withEvents(Optional.of(new JobEvent()))
                .withSchedules(Optional.of(new ScheduledFilms(invocation)))
                .withKeys(invocation.keys());
        config = config.withQueues(taken);
        // The home's own server has no priorities and no rate limits that an eager start could bypass.
        config = config.withDeployment(version).withStart(hasOwnServer() ? ActivityStart.EAGER : ActivityStart.QUEUED);
        if (taken.contains(TaskQueue.RENDERING)) {
            config = config.withRendering(Optional.of(rendering.offer()));
        }
        return stopTimeout == null
                ? config
                : config.withStopTimeout(io.longtake.cli.setting.Durations.parse(stopTimeout));
    }

    private Optional<DeploymentVersion> version() {
        if (deployment == null) {
            if (buildId != null) {
                throw CommandFailure.usage("--build-id needs --deployment NAME.");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new DeploymentVersion(
                    deployment, buildId == null ? Build.ofThisProcess().id() : buildId));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("The version can't be used: " + e.getMessage() + ".");
        }
    }

    /** Looks up the studio's address on each call: it may have restarted on another port. */
    private Optional<String> address(String origin) {
        return origin.equals(Installation.STUDIO)
                ? invocation.services().records().running(Service.STUDIO).map(studio -> "http://" + studio.address())
                : Optional.of(origin);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }
}
