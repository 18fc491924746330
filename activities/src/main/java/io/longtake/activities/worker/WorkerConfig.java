package io.longtake.activities.worker;

import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.session.PhotoConversion;
import io.longtake.workflows.Installation;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param stopPatience how long a stop waits for what runs, chats included; in containers that are stopped politely, as long as a
 *     chat may take
 */
@RecordBuilder
public record WorkerConfig(
        Path home,
        String homeId,
        String taskQueue,
        NemoHeaders headers,
        NemoTimeouts timeouts,
        PhotoConversion conversion,
        Duration stopPatience,
        Function<String, Optional<String>> addresses,
        Optional<Path> studio)
        implements WorkerConfigBuilder.With {
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
}
