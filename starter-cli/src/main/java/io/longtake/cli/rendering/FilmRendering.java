package io.longtake.cli.rendering;

import io.longtake.activities.worker.WorkerConfig;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.files.digest.Sha256;
import io.longtake.rendering.studio.WorkersRunner;
import io.longtake.rendering.worker.PartActivities;
import io.longtake.studio.StudioComponents;
import io.longtake.studio.render.PartProcesses;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Locale;
import java.util.Optional;

/** Where films are rendered: in the studio, or by workers. */
public final class FilmRendering {
    private final Invocation invocation;
    private Optional<PartActivities> offered = Optional.empty();

    public FilmRendering(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Whether workers render the films of this home's studio.
     *
     * @throws CommandFailure exit 2, when the setting has another value
     */
    public boolean isOnWorkers() {
        var value = invocation.settings().text(Setting.STUDIO_RENDERING).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "local" -> false;
            case "workers" -> true;
            default ->
                throw CommandFailure.usage(
                        Setting.STUDIO_RENDERING.key() + " must be local or workers, not " + value + ".");
        };
    }

    /** The studio's components, with the renderer that the setting selects. */
    public StudioComponents components(StudioComponents standard) {
        if (!isOnWorkers()) {
            return standard;
        }
        var home = invocation.home();
        return standard.withRenderer(new WorkersRunner(
                standard.editor(),
                standard.renderer(),
                invocation.store(),
                this::open,
                Sha256.of(home.id()).substring(0, 8)));
    }

    private WorkersRunner.Connection.Opened open() {
        var target = new RunningInstallation(invocation).target();
        var stubs = WorkflowServiceStubs.newServiceStubs(target.options());
        var client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(target.namespace())
                        .setIdentity("studio " + ProcessHandle.current().pid())
                        .setDataConverter(invocation.payloads().converter())
                        .build());
        return new WorkersRunner.Connection.Opened() {
            @Override
            public WorkflowClient client() {
                return client;
            }

            @Override
            public void close() {
                stubs.shutdownNow();
            }
        };
    }

    /** What a worker of this home offers on the queue for rendering. */
    public WorkerConfig.Rendering offer() {
        var folder = invocation.home().renderingFolder();
        var activities = new PartActivities(invocation.store(), new PartProcesses(folder));
        offered = Optional.of(activities);
        return new WorkerConfig.Rendering(activities, PartActivities.atOnce());
    }

    /** Ends the child processes of what was offered, and removes their folders. */
    public void close() {
        offered.ifPresent(PartActivities::close);
    }
}
