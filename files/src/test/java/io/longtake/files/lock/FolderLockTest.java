package io.longtake.files.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final int THREADS = 8;
    private static final int TIMES = 25;

    @TempDir
    Path folder;

    @Test
    void threadsOfOneProcessExcludeEachOtherForAnyPathOfTheFolder() throws Exception {
        Path count = Files.writeString(folder.resolve("count"), "0");
        Files.createDirectory(folder.resolve("x"));
        List<Path> names =
                List.of(folder, folder.resolve("."), folder.resolve("x").resolve(".."));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < TIMES; i++) {
                            FolderLock.withLock(names.get((thread + i) % names.size()), () -> addOne(count));
                        }
                        return count;
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count).content().isEqualTo(Integer.toString(THREADS * TIMES));
    }

    private static Path addOne(Path count) throws IOException {
        int now = Integer.parseInt(Files.readString(count));
        return Files.writeString(count, Integer.toString(now + 1));
    }

    @Test
    void theFolderIsCreatedAndExceptionsOfTheWorkPropagate() {
        Path missing = folder.resolve("a").resolve("b");

        assertThatThrownBy(() -> FolderLock.withLock(missing, () -> Files.readAllBytes(missing.resolve("none"))))
                .isInstanceOf(IOException.class);

        assertThat(missing).isDirectory();
    }

    @Test
    void anAttemptDoesNotWait() throws IOException {
        try (FolderLock.Held held = FolderLock.attempt(folder).orElseThrow()) {
            assertThat(held.isHeld()).isTrue();
            assertThat(FolderLock.attempt(folder)).isEmpty();
        }

        try (FolderLock.Held again = FolderLock.attempt(folder).orElseThrow()) {
            assertThat(again.isHeld()).isTrue();
        }
    }
}
