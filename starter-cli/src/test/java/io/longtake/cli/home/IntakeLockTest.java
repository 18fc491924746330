package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeLockTest {
    @TempDir
    Path folder;

    private HomeFolder home;

    @BeforeEach
    void makeHome() {
        home = HomeFolder.open(folder.resolve("home"));
    }

    @Test
    void commandsThatAddFilesShareItAndExcludeRemoval() throws IOException {
        var one = IntakeLock.shared(home, () -> {});
        var other = IntakeLock.shared(home, () -> {});

        one.close();
        one.close();
        assertThat(IntakeLock.exclusive(home)).as("the other still holds it").isEmpty();
        other.close();
        try (var exclusive = IntakeLock.exclusive(home).orElseThrow()) {
            assertThat(exclusive).isNotNull();
            assertThat(IntakeLock.exclusive(home)).isEmpty();
        }
        assertThat(IntakeLock.exclusive(home).map(lock -> {
                    lock.close();
                    return true;
                }))
                .isEqualTo(Optional.of(true));
    }

    @Test
    void aCommandWaitsForAnotherOfThisProcessThatRemovesFiles() throws Exception {
        var exclusive = IntakeLock.exclusive(home).orElseThrow();
        var waiting = new CountDownLatch(1);
        var waited = new AtomicInteger();
        var shared = CompletableFuture.supplyAsync(() -> {
            try {
                return IntakeLock.shared(home, () -> {
                    waited.incrementAndGet();
                    waiting.countDown();
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shared).isNotDone();

        exclusive.close();
        try (var lock = shared.get(20, TimeUnit.SECONDS)) {
            assertThat(lock).isNotNull();
            assertThat(waited).hasValue(1);
            assertThat(IntakeLock.exclusive(home)).isEmpty();
        }
    }

    @Test
    void itIsAFileLockThatOtherProcessesSee() throws Exception {
        var file = home.runFolder().resolve("intake");
        try (var held = IntakeLock.shared(home, () -> {})) {
            assertThat(held).isNotNull();
            assertThat(lockedElsewhere(file)).isTrue();
        }
        assertThat(lockedElsewhere(file)).isFalse();
    }

    @Test
    void aCommandThatWaitsForAnotherProcessReportsItAndThenHoldsTheLock() throws Exception {
        var holder = java(Holding.class, home.runFolder().resolve("intake")).start();
        try (var output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");

            var waited = new AtomicInteger();
            try (var lock = IntakeLock.shared(home, () -> {
                waited.incrementAndGet();
                holder.destroy();
            })) {
                assertThat(lock).isNotNull();
                assertThat(waited).hasValue(1);
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    /** Checks from another process; it has to be a JVM, because flock(1) uses locks of another kind. */
    private static boolean lockedElsewhere(Path file) throws Exception {
        return java(Asking.class, file).start().waitFor() == 1;
    }

    private static ProcessBuilder java(Class<?> main, Path file) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                file.toString());
    }

    static final class Holding {
        private Holding() {}

        public static void main(String[] arguments) throws IOException {
            try (var channel = FileChannel.open(
                            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                System.out.println(lock.isValid() ? "held" : "not held");
                System.in.read();
            }
        }
    }

    static final class Asking {
        private Asking() {}

        public static void main(String[] arguments) throws IOException {
            try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? 1 : 0);
            }
        }
    }
}
