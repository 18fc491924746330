package io.longtake.activities.worker;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.notification.EventBody;
import io.longtake.activities.session.PhotoConversion;
import io.longtake.activities.store.Stores;
import io.longtake.activities.telemetry.Telemetry;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.film.FilmActivities;
import io.longtake.workflows.schedule.ScheduleActivities;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The configuration of a worker.
 *
 * @param home the worker's folder: partial downloads, views, and what the next two do not keep elsewhere
 * @param stores media and intents; all workers of an installation have the same
 * @param keys the keys of the installation; all its workers have the same
 * @param homeId identifies the home, and thereby the disk: the worker writes films to paths that commands of this home named. Films for
 *     other homes stay in the store, from which the waiting command takes them
 * @param queues the task queues to poll; rendering is not one of them by default, because only a studio that renders over workers
 *     uses it
 * @param deployment the version of a worker in a fleet with Worker Versioning; empty for an unversioned worker
 * @param start how short activities reach this worker
 * @param rendering what this worker offers on the queue for rendering
 * @param events the content of the events that report the ends of jobs; if empty, this worker sends none
 * @param schedules makes the films of schedules; if empty, this worker makes none
 * @param headers attribution headers for every request to a backend
 * @param timeouts time limits for requests to a backend
 * @param conversion converts photos in formats that backends do not accept
 * @param stopTimeout how long a stop waits for running work, chats included; in containers that are stopped gracefully, as long as
 *     a chat may take
 * @param addresses the current address of the backend with a given origin; the same as the origin except for the home's own studio
 * @param studio the folder of the home's own studio, whose films the media store shares; if empty, its films are downloaded
 * @param telemetry observes what the worker does
 */
@RecordBuilder
public record WorkerConfig(
        Path home,
        Stores stores,
        KeyRing keys,
        String homeId,
        Set<TaskQueue> queues,
        Optional<DeploymentVersion> deployment,
        ActivityStart start,
        Optional<Rendering> rendering,
        Optional<EventBody> events,
        Optional<ScheduleActivities> schedules,
        NemoHeaders headers,
        NemoTimeouts timeouts,
        PhotoConversion conversion,
        Duration stopTimeout,
        Function<String, Optional<String>> addresses,
        Optional<Path> studio,
        Telemetry telemetry)
        implements WorkerConfigBuilder.With {
    /** Long enough for short requests. Longer work is resumed by the next worker; a chat is resumed by verification. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The rendering of parts of films.
     *
     * @param activities the implementation of {@code FilmActivities}
     * @param atOnce number of parts rendered at the same time
     */
    public record Rendering(FilmActivities activities, int atOnce) {}

    public static WorkerConfig of(Path home, String homeId, NemoHeaders headers) {
        return new WorkerConfig(
                home,
                Stores.ofHome(home),
                new KeyRing(home),
                homeId,
                TaskQueue.ofEveryInstallation(),
                Optional.empty(),
                ActivityStart.QUEUED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                headers,
                NemoTimeouts.DEFAULT,
                PhotoConversion.guarded(),
                STOP_TIMEOUT,
                Optional::of,
                Optional.empty(),
                Telemetry.NONE);
    }
}
