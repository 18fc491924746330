package io.longtake.load.product;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reports when films appear in a folder. A film appears complete, because it is moved to its path. Watching the folder costs the
 * server and the worker nothing, unlike a query to each session.
 */
public final class FilmWatch implements AutoCloseable {
    private static final long CHECK_SECONDS = 5;

    private final Path folder;
    private final Consumer<String> appeared;
    private final WatchService service;
    private final Thread thread = new Thread(this::watch, "films");

    /** @param appeared called with the name of each file; more than once if events were lost */
    public FilmWatch(Path folder, Consumer<String> appeared) throws IOException {
        this.folder = folder;
        this.appeared = appeared;
        this.service = folder.getFileSystem().newWatchService();
        folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                WatchKey key = service.poll(CHECK_SECONDS, TimeUnit.SECONDS);
                if (key == null) {
                    // Events can be lost when many files appear at once.
                    reportAll();
                    continue;
                }
                for (WatchEvent<?> event : key.pollEvents()) {
                    appeared.accept(String.valueOf(event.context()));
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException closed) {
            // The run has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportAll() {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> appeared.accept(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw new IllegalStateException("The folder " + folder + " can't be read.", e);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
