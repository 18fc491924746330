package io.longtake.activities.worker;

import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.session.PhotoConversion;
import io.longtake.workflows.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a worker needs to know.
 *
 * @param home the installation's folder: keys, media, intents, downloads
 * @param homeId names the installation; deliveries to other homes are left to them
 * @param taskQueue the queue that is worked on
 * @param headers attribution for every request to a backend
 * @param conversion of photos that backends don't take
 * @param addresses where a backend of that origin answers now: origins are addresses, but for the home's own studio
 * @param studio the folder of the home's own studio, whose films the media store shares; empty downloads them
 * @param stopPatience how long a stop waits for what runs, chats included
 */
public record WorkerConfig(
        Path home,
        String homeId,
        String taskQueue,
        NemoHeaders headers,
        NemoTimeouts timeouts,
        PhotoConversion conversion,
        Duration stopPatience,
        Function<String, Optional<String>> addresses,
        Optional<Path> studio) {
    /** Long enough for short requests; what takes longer is resumed by the next worker, a chat by verification. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    public static WorkerConfig of(Path home, String homeId, NemoHeaders headers) {
        return new WorkerConfig(
                home,
                homeId,
                Installation.TASK_QUEUE,
                headers,
                NemoTimeouts.DEFAULT,
                PhotoConversion.guarded(),
                STOP_PATIENCE,
                Optional::of,
                Optional.empty());
    }

    public WorkerConfig withConversion(PhotoConversion newConversion) {
        return new WorkerConfig(
                home, homeId, taskQueue, headers, timeouts, newConversion, stopPatience, addresses, studio);
    }

    public WorkerConfig withTaskQueue(String newQueue) {
        return new WorkerConfig(home, homeId, newQueue, headers, timeouts, conversion, stopPatience, addresses, studio);
    }

    public WorkerConfig withTimeouts(NemoTimeouts newTimeouts) {
        return new WorkerConfig(
                home, homeId, taskQueue, headers, newTimeouts, conversion, stopPatience, addresses, studio);
    }

    /** For containers that are stopped politely: as long as a chat may take. */
    public WorkerConfig withStopPatience(Duration patience) {
        return new WorkerConfig(home, homeId, taskQueue, headers, timeouts, conversion, patience, addresses, studio);
    }

    public WorkerConfig withAddresses(Function<String, Optional<String>> newAddresses) {
        return new WorkerConfig(
                home, homeId, taskQueue, headers, timeouts, conversion, stopPatience, newAddresses, studio);
    }

    /** The home's own studio works in this folder. */
    public WorkerConfig withStudio(Path folder) {
        return new WorkerConfig(
                home, homeId, taskQueue, headers, timeouts, conversion, stopPatience, addresses, Optional.of(folder));
    }
}
