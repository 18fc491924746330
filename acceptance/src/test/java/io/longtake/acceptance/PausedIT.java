package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that are paused by a signal, like those stopped by a debugger, a sleeping laptop or a frozen container. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class PausedIT {
    private static final List<String[]> READING =
            List.of(new String[] {"status", "quiet"}, new String[] {"show", "quiet"}, new String[] {"sessions"});

    @TempDir
    Path folder;

    @Test
    void commandsDoNotStopAPausedServerAndReadOnlyOnesChangeNothing() {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("new", "quiet");
            HomeProcesses.Service server = product.service("server");
            Product.signal("STOP", server.pid());
            try {
                for (String[] command : READING) {
                    assertThat(product.ok(command).err()).contains("was paused by a signal");
                }
                assertThat(product.ok("ps").out()).contains("does not answer");
                assertThat(product.run("doctor").out()).contains("kill -CONT " + server.pid());
                assertThat(product.ok("logs", "server").exit()).isZero();
            } finally {
                Product.signal("CONT", server.pid());
            }
            assertThat(product.service("server").pid()).isEqualTo(server.pid());
            assertThat(product.ok("sessions").out()).contains("quiet");

            aCommandWaitsForAPausedServerAndNeverStopsIt(product);

            product.ok("down");
            for (String[] command : READING) {
                assertThat(product.ok(command).err()).contains("the worker is not running");
            }
            assertThat(product.ok("ps", "--json").json()).isEmpty();
        }
    }

    @Test
    void aJobWhoseServerIsPausedEndsWithAFilm() {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults("{\"chatMillis\":240000}");
            Path film = folder.resolve("film.mp4");
            Product.Running make = product.start(
                    Product.make("make a 1-second video, keep it still", film, "--session", "paused", "--json"));
            Waiting.until("the chat is in progress", Duration.ofMinutes(2), () -> studio.holds("chatMillis"));
            long pid = product.service("server").pid();
            Product.signal("STOP", pid);
            // The chat ends while the server is paused, so its end can't be reported.
            studio.setFaults("{\"chatMillis\":0}");
            Waiting.until("the chat has ended", Duration.ofMinutes(2), () -> !studio.holds("chatMillis"));
            assertThat(product.ok("status", "paused").err()).contains("was paused by a signal");
            Product.signal("CONT", pid);

            Product.Result result = make.await(Duration.ofMinutes(4));

            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.err()).contains("was paused by a signal; waiting for it");
            assertThat(film).exists();
            assertThat(product.service("server").pid()).isEqualTo(pid);
            assertThat(studio.count("POST", "/run_sse")).isEqualTo(1);
        }
    }

    private static void aCommandWaitsForAPausedServerAndNeverStopsIt(Product product) {
        long pid = product.service("server").pid();
        Product.signal("STOP", pid);
        Product.Result result = product.run("credits", "quiet");
        assertThat(result.exit()).as(result.err()).isEqualTo(75);
        assertThat(result.err()).contains("Waiting for the server", "Nothing was stopped or restarted");
        assertThat(Product.runs(pid)).isTrue();

        product.ok("up");

        assertThat(product.service("server").pid())
                .as("`up` replaces a server that does not answer")
                .isNotEqualTo(pid);
    }
}
