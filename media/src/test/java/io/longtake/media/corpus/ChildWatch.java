package io.longtake.media.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the peak memory of this process's children, as reported by the kernel. */
final class ChildWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong peakKb = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "child-watch");

    ChildWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!done.get()) {
                ProcessHandle.current().descendants().forEach(child -> sample(child.pid()));
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    peakKb.accumulateAndGet(Long.parseLong(line.replaceAll("\\D", "")), Math::max);
                    looks.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The child has ended in the meantime.
        }
    }

    /** The largest peak of all children so far. */
    long peakMegabytes() {
        return peakKb.get() / 1024;
    }

    /** How often a child was measured. */
    long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        done.set(true);
    }
}
