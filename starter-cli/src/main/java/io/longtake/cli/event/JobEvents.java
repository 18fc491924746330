package io.longtake.cli.event;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The events of a job for a program that reads them while the command waits. Nothing is written before {@link #writeTo}. */
public final class JobEvents {
    /** The longest time without an event while a job runs. */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    private final Clock clock;
    private final LongSupplier nanos;
    private Optional<Consumer<Map<String, @Nullable Object>>> reader = Optional.empty();
    private long lastNanos;

    /** @param nanos a time that does not depend on the system's clock, as {@link System#nanoTime()} */
    public JobEvents(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** @param reader receives each event from now on */
    public synchronized void writeTo(Consumer<Map<String, @Nullable Object>> reader) {
        this.reader = Optional.of(reader);
        this.lastNanos = nanos.getAsLong();
    }

    /** Whether anybody reads the events. */
    public synchronized boolean isOn() {
        return reader.isPresent();
    }

    /** The job is queued, or was queued by an earlier command and is followed again. */
    public void started(String session, List<Integer> turns) {
        var event = event("started");
        event.put("session", session);
        event.put("turns", turns);
        write(event);
    }

    /** @param rows the number of films to make */
    public void batchStarted(String batch, int rows) {
        var event = event("started");
        event.put("batch", batch);
        event.put("rows", rows);
        write(event);
    }

    /** @param percent how much of the stage is done; empty if that is unknown */
    public void progress(String session, String stage, OptionalInt percent, String text) {
        var event = event("progress");
        event.put("session", session);
        event.put("stage", stage);
        event.put("percent", percent.isPresent() ? percent.getAsInt() : null);
        event.put("text", text);
        write(event);
    }

    /**
     * The job still runs. Written if the last event is 30 seconds old.
     *
     * @param session empty for a batch
     * @param elapsed how long the command has waited
     */
    public void stillWorking(Optional<String> session, Duration elapsed, String text) {
        synchronized (this) {
            if (nanos.getAsLong() - lastNanos < SILENCE_LIMIT.toNanos()) {
                return;
            }
        }
        var event = event("still-working");
        event.put("session", session.orElse(null));
        event.put("elapsedMs", elapsed.toMillis());
        event.put("text", text);
        write(event);
    }

    /**
     * A turn of the job has ended, or reports an intermediate result.
     *
     * @param document as in {@code show --json}
     */
    public void turn(String session, Map<String, @Nullable Object> document) {
        var event = event("turn");
        event.put("session", session);
        event.put("turn", document);
        write(event);
    }

    /** @param document a row of a batch that has ended, as in {@code batch --json} */
    public void row(Map<String, @Nullable Object> document) {
        var event = event("row");
        event.put("row", document);
        write(event);
    }

    /** @param document what {@code --json} would print */
    public void ended(int exitCode, Object document) {
        var event = event("ended");
        event.put("exitCode", exitCode);
        event.put("result", document);
        write(event);
    }

    private Map<String, @Nullable Object> event(String type) {
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("type", type);
        event.put("at", clock.instant().toString());
        return event;
    }

    private synchronized void write(Map<String, @Nullable Object> event) {
        reader.ifPresent(lines -> {
            lastNanos = nanos.getAsLong();
            lines.accept(event);
        });
    }
}
