package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.Studio;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home that is copied during a job. Both copies use one backend, whose ledger shows what they sent in total.
 */
@Order(1)
class CopiedHomeIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String HOLD_MILLIS = "240000";

    @TempDir
    Path folder;

    private Path originalHome;
    private Path copiedHome;

    @BeforeEach
    void nameHomes() {
        originalHome = folder.resolve("original");
        copiedHome = folder.resolve("copy");
    }

    @Test
    void aHomeCopiedDuringAChatSendsNoSecondMessage() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder.resolve("backend")));
                Product original = at(originalHome, studio);
                Product copy = at(copiedHome, studio)) {
            StudioLedger ledger = ledger(studio);
            original.ok("new", "shared");
            original.ok("upload", "shared", Product.PHOTO.toString());
            ledger.setFaults("{\"chatMillis\":" + HOLD_MILLIS + "}");
            original.ok("edit", "shared", "make a 1-second video", "--detach");
            original.ok("edit", "shared", "make it 3 seconds", "--detach");
            Waiting.until("the chat is in progress", SOON, () -> ledger.holds("chatMillis"));
            copyWhileRunning(original);
            List<Long> pids = pids(original);

            Product.Result refused = copy.run("up");
            assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err())
                    .contains(originalHome.toString(), "home adopt --moved", "home adopt --copied")
                    .hasLineCount(1);
            Product.Result notMoved = copy.run("home", "adopt", "--moved");
            assertThat(notMoved.exit()).as(notMoved.err()).isEqualTo(2);
            assertThat(notMoved.err()).contains("still exists");
            assertThat(pids(original)).as("the original's processes").isEqualTo(pids);

            JsonNode adopted = copy.ok("home", "adopt", "--copied", "--json").json();
            assertThat(adopted.at("/sessions/0/session").asText()).isEqualTo("shared");
            assertThat(adopted.at("/sessions/0/unknown/0").asInt())
                    .as(adopted.toPrettyString())
                    .isEqualTo(2);
            assertThat(adopted.at("/sessions/0/cancelled/0").asInt()).isEqualTo(3);
            copy.ok("up");
            assertThat(pids(original)).as("the original's processes").isEqualTo(pids);
            assertThat(statuses(copy, "shared")).containsExactly("done", "unknown", "cancelled");

            ledger.setFaults("{\"chatMillis\":0}");
            original.ok("wait", "shared");
            assertThat(statuses(original, "shared")).containsExactly("done", "done", "done");
            assertThat(statuses(copy, "shared")).containsExactly("done", "unknown", "cancelled");
            assertThat(ledger.count("POST", "/run_sse"))
                    .as("the original's two messages, and none of the copy's")
                    .isEqualTo(2);

            copy.ok("reconcile", "shared");
            assertThat(statuses(copy, "shared"))
                    .as("the outcome is read from the backend")
                    .containsExactly("done", "done", "cancelled");
            copy.ok("edit", "shared", "make it 4 seconds");
            assertThat(ledger.count("POST", "/run_sse")).isEqualTo(3);
        }
    }

    @Test
    void aHomeCopiedDuringARenderSubmitsAndCancelsNothing() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder.resolve("backend")));
                Product original = at(originalHome, studio);
                Product copy = at(copiedHome, studio)) {
            StudioLedger ledger = ledger(studio);
            Path film = folder.resolve("film.mp4");
            holdRender(original, ledger, "shared", film);
            copyWhileRunning(original);

            copy.ok("home", "adopt", "--copied");
            copy.ok("up");
            assertThat(statuses(copy, "shared")).containsExactly("done", "done", "unknown");
            ledger.setFaults("{\"renderMillis\":0}");
            original.ok("wait", "shared");

            assertThat(film).exists();
            assertThat(ledger.count("POST", "/api/render/proxy/lambda")).isEqualTo(1);
            assertThat(ledger.count("POST", "/api/render/proxy/lambda/.*/cancel"))
                    .isZero();
        }
    }

    @Test
    void aCopiedHomeDoesNotTakeOverTheQueueOfItsStudio() throws Exception {
        try (Product original = new Product(originalHome);
                Product copy = new Product(copiedHome)) {
            original.ok("up");
            StudioLedger ledger = new StudioLedger(original);
            holdRender(original, ledger, "own", folder.resolve("own.mp4"));
            copyWhileRunning(original);

            copy.ok("home", "adopt", "--copied");
            copy.ok("up");
            assertThat(copy.service("studio").address())
                    .isNotEqualTo(original.service("studio").address());
            assertThat(copy.run("reconcile", "own").err()).doesNotContain("Exported");
            assertThat(statuses(copy, "own")).contains("cancelled");
            Path film = folder.resolve("copy.mp4");
            copy.ok("export", "own", "--output", film.toString());
            assertThat(film).exists();
            ledger.setFaults("{\"renderMillis\":0}");
            original.ok("wait", "own");
            assertThat(folder.resolve("own.mp4")).exists();
        }
    }

    @Test
    void aHomeMovedDuringARenderContinuesAtItsNewPath() throws Exception {
        try (Product before = new Product(originalHome);
                Product after = new Product(copiedHome)) {
            before.ok("up");
            StudioLedger ledger = new StudioLedger(before);
            Path film = folder.resolve("moved.mp4");
            holdRender(before, ledger, "moved", film);
            List<Long> pids = pids(before);
            Files.move(originalHome, copiedHome);

            assertThat(after.run("ps").exit()).isEqualTo(2);
            after.ok("home", "adopt", "--moved");
            assertThat(pids).noneMatch(Product::runs);
            after.ok("wait", "moved");
            assertThat(film).exists();
        }
    }

    private static Product at(Path home, Studio studio) {
        return new Product(home).with("LONGTAKE_BACKEND", studio.baseUrl());
    }

    private StudioLedger ledger(Studio studio) {
        URI address = URI.create(studio.baseUrl());
        return new StudioLedger(folder.resolve("backend"), address.getHost() + ":" + address.getPort());
    }

    /** Starts a film whose render is held until the ledger releases it. */
    private static void holdRender(Product product, StudioLedger ledger, String session, Path film) {
        ledger.setFaults("{\"renderMillis\":" + HOLD_MILLIS + "}");
        product.ok(Product.make("make a 1-second video, keep it still", film, "--session", session, "--detach"));
        Waiting.until("the render is in progress", SOON, () -> ledger.holds("renderMillis"));
    }

    private static List<Long> pids(Product product) {
        return StreamSupport.stream(product.ok("ps", "--json").json().spliterator(), false)
                .map(row -> row.path("pid").asLong())
                .toList();
    }

    private static List<String> statuses(Product product, String session) {
        return StreamSupport.stream(product.show(session).path("turns").spliterator(), false)
                .map(turn -> turn.path("status").asText())
                .toList();
    }

    /** Copies as a snapshot would: a copy of a database that is written to at the same time is not consistent. */
    private void copyWhileRunning(Product product) throws IOException {
        List<Long> services = pids(product);
        services.forEach(pid -> Product.signal("STOP", pid));
        // A stopped process starts no more children. Renderers write to the home too.
        List<Long> children = services.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        children.forEach(pid -> signalIfRunning("STOP", pid));
        try (var files = Files.walk(product.home)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copiedHome.resolve(product.home.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        } finally {
            children.forEach(pid -> signalIfRunning("CONT", pid));
            services.forEach(pid -> Product.signal("CONT", pid));
        }
    }

    private static void signalIfRunning(String name, long pid) {
        try {
            Product.signal(name, pid);
        } catch (IllegalStateException e) {
            if (Product.runs(pid)) {
                throw e;
            }
        }
    }
}
