package io.longtake.cli.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.schedule.RunResult;
import io.longtake.workflows.schedule.ScheduledFilm;
import io.longtake.workflows.schedule.ScheduledFilmWorkflow;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The schedules of films at the Temporal server. */
public final class FilmSchedules {
    /** A run that was missed is caught up within this time. */
    private static final Duration CATCHUP = Duration.ofHours(24);

    private final ServerClient server;

    public FilmSchedules(ServerClient server) {
        this.server = server;
    }

    /**
     * A schedule.
     *
     * @param note why it is paused
     * @param next when it runs next; empty if it never does
     * @param last its last run
     */
    public record Listed(
            ScheduledFilm film, boolean paused, String note, Optional<Instant> next, Optional<LastRun> last) {}

    /** @param result empty while the run is in progress, and if its workflow did not end normally */
    public record LastRun(Instant scheduledAt, boolean running, Optional<RunResult> result) {}

    /** @throws CommandFailure exit 2, if the name is taken, or the server can't read the cron expression */
    public void create(ScheduledFilm film) {
        var id = id(film.name());
        var schedule = Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(ScheduledFilmWorkflow.class)
                        .setArguments(film)
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .setStaticSummary("scheduled film: " + film.name())
                                // SDK 1.38 can't read a schedule that has a summary and no details.
                                .setStaticDetails("Makes a film of the files in " + film.folder() + ".")
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder()
                        .setCronExpressions(List.of(film.cron()))
                        .setTimeZoneName(film.timeZone())
                        .build())
                .setPolicy(SchedulePolicy.newBuilder()
                        // Of several runs that were missed, the first one makes its film, and the others overlap with
                        // it.
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .setCatchupWindow(CATCHUP)
                        .build())
                .build();
        server.call("creating the schedule " + film.name(), client -> {
            try {
                return schedules(client)
                        .createSchedule(
                                id, schedule, ScheduleOptions.newBuilder().build())
                        .getId();
            } catch (ScheduleAlreadyRunningException e) {
                throw CommandFailure.usage("There is a schedule " + film.name()
                        + " already. Use another name, or remove it:" + " longtake schedule delete " + film.name());
            } catch (ScheduleException | StatusRuntimeException e) {
                throw status(e)
                        .filter(code -> code.getCode() == Status.Code.INVALID_ARGUMENT)
                        .<RuntimeException>map(code -> CommandFailure.usage("The server refuses the schedule: "
                                + code.getDescription() + ". Check --cron '" + film.cron() + "' and --time-zone '"
                                + film.timeZone() + "'. Nothing was created."))
                        .orElse(e);
            }
        });
    }

    /** @throws CommandFailure exit 3, if there is no such schedule */
    public Listed find(String name) {
        return server.call("reading the schedule " + name, client -> {
            try {
                return listed(client, schedules(client).getHandle(id(name)).describe());
            } catch (ScheduleException | StatusRuntimeException e) {
                throw missing(name, e);
            }
        });
    }

    /** All schedules, by name. */
    public List<Listed> list() {
        return server.call("reading the schedules", client -> {
            var schedules = schedules(client);
            return schedules
                    .listSchedules()
                    .map(one -> one.getScheduleId())
                    .filter(id -> id.startsWith(ScheduledFilmWorkflow.ID_PREFIX))
                    .flatMap(id -> unlessDeleted(client, schedules.getHandle(id)).stream())
                    .sorted(Comparator.comparing(one -> one.film().name()))
                    .toList();
        });
    }

    /** Empty if the schedule was deleted after it had been listed. */
    private static Optional<Listed> unlessDeleted(WorkflowClient client, ScheduleHandle handle) {
        try {
            return Optional.of(listed(client, handle.describe()));
        } catch (ScheduleException | StatusRuntimeException e) {
            if (status(e)
                    .filter(code -> code.getCode() == Status.Code.NOT_FOUND)
                    .isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Listed listed(WorkflowClient client, ScheduleDescription description) {
        var action = (ScheduleActionStartWorkflow) description.getSchedule().getAction();
        var state = description.getSchedule().getState();
        boolean paused = state != null && state.isPaused();
        var info = description.getInfo();
        return new Listed(
                action.getArguments().get(0, ScheduledFilm.class),
                paused,
                state == null ? "" : state.getNote(),
                info.getNextActionTimes().stream().findFirst().filter(any -> !paused),
                info.getRecentActions().stream()
                        .reduce((earlier, later) -> later)
                        .map(last -> run(client, last)));
    }

    private static LastRun run(WorkflowClient client, ScheduleActionResult last) {
        var started = (ScheduleActionExecutionStartWorkflow) last.getAction();
        var workflow =
                WorkflowStub.fromTyped(client.newWorkflowStub(ScheduledFilmWorkflow.class, started.getWorkflowId()));
        WorkflowExecutionStatus status;
        try {
            status = workflow.describe().getStatus();
        } catch (WorkflowNotFoundException gone) {
            // Older than the retention of the namespace.
            return new LastRun(last.getScheduledAt(), false, Optional.empty());
        }
        boolean completed = status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
        return new LastRun(
                last.getScheduledAt(),
                status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
                completed ? Optional.of(workflow.getResult(RunResult.class)) : Optional.empty());
    }

    /** @throws CommandFailure exit 3, if there is no such schedule */
    public void pause(String name, String note) {
        change("pausing", name, handle -> handle.pause(note));
    }

    /** @throws CommandFailure exit 3, if there is no such schedule */
    public void resume(String name) {
        change("resuming", name, handle -> handle.unpause("resumed"));
    }

    /**
     * Films in progress continue.
     *
     * @throws CommandFailure exit 3, if there is no such schedule
     */
    public void delete(String name) {
        change("deleting", name, ScheduleHandle::delete);
    }

    private void change(String what, String name, Consumer<ScheduleHandle> change) {
        server.call(what + " the schedule " + name, client -> {
            try {
                change.accept(schedules(client).getHandle(id(name)));
                return name;
            } catch (ScheduleException | StatusRuntimeException e) {
                throw missing(name, e);
            }
        });
    }

    private static RuntimeException missing(String name, RuntimeException e) {
        return status(e)
                .filter(code -> code.getCode() == Status.Code.NOT_FOUND)
                .<RuntimeException>map(code -> CommandFailure.notFound(
                        "There is no schedule " + name + ". `longtake schedule list` shows the schedules."))
                .orElse(e);
    }

    private static Optional<Status> status(RuntimeException e) {
        var cause = e instanceof ScheduleException ? e.getCause() : e;
        return cause instanceof StatusRuntimeException known ? Optional.of(known.getStatus()) : Optional.empty();
    }

    private static String id(String name) {
        return ScheduledFilmWorkflow.ID_PREFIX + name;
    }

    private static ScheduleClient schedules(WorkflowClient client) {
        return ScheduleClient.newInstance(
                client.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setIdentity(client.getOptions().getIdentity())
                        .setDataConverter(client.getOptions().getDataConverter())
                        .build());
    }
}
