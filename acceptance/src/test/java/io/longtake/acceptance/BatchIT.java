package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch of seven rows, two of them invalid: killed twice in the middle, repeated until it is complete, then repeated once more.
 */
class BatchIT {
    private static final String CHAT = "/run_sse";
    private static final String HELD = "{\"chatMillis\":600000}";
    private static final String RENDER = "/api/render/proxy/lambda";

    @TempDir
    Path folder;

    private Path manifest;
    private Path films;

    @BeforeEach
    void writeTheManifest() throws IOException {
        films = folder.resolve("films");
        manifest = folder.resolve("photos.csv");
        StringBuilder rows = new StringBuilder("file,prompt,output\n");
        for (int row = 1; row <= 7; row++) {
            if (row == 3) {
                Files.writeString(folder.resolve("notes.jpg"), "not an image");
                rows.append("notes.jpg,a 1-second video,notes.mp4\n");
            } else if (row == 6) {
                rows.append("gone.jpg,a 1-second video,gone.mp4\n");
            } else {
                Files.copy(
                        row % 2 == 0 ? Product.ROOT.resolve("samples/seeds.jpg") : Product.PHOTO,
                        folder.resolve("photo" + row + ".jpg"));
                rows.append("photo" + row + ".jpg,\"a 1-second video, slow zoom in, number " + row + "\",film" + row
                        + ".mp4\n");
            }
        }
        Files.writeString(manifest, rows);
    }

    @Test
    void completesEveryFilmAndRequestsNothingTwice() throws IOException {
        try (Product product = new Product(folder.resolve("home"))) {
            JsonNode plan = batch(product, "--dry-run").json();
            assertThat(statuses(plan)).containsExactlyElementsOf(each("planned"));
            assertThat(films).as("created by a dry run").doesNotExist();

            product.ok("up");
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults(HELD);
            Product.Running first = product.start(arguments());
            untilHeldBehind(studio, "film1.mp4");
            long worker = product.service("worker").pid();
            Product.kill(first.process().pid());
            Product.kill(worker);

            Product.Running second = product.start(arguments());
            untilHeldBehind(studio, "film4.mp4");
            List<Long> pids = List.of(
                    second.process().pid(),
                    product.service("studio").pid(),
                    product.service("worker").pid());
            pids.forEach(Product::kill);

            Product.Result third = batch(product);

            assertThat(third.exit()).as(third.out() + third.err()).isEqualTo(1);
            JsonNode report = third.json();
            assertThat(statuses(report)).containsExactlyElementsOf(each("completed"));
            assertThat(report.path("completed").asInt()).isEqualTo(5);
            assertThat(report.path("failed").asInt()).isEqualTo(2);
            assertThat(report.at("/rows/2/error/message").asText())
                    .contains("Line 4")
                    .contains("notes.jpg");
            assertThat(report.at("/rows/5/error/message").asText())
                    .contains("Line 7")
                    .contains("gone.jpg");
            for (int row = 1; row <= 7; row++) {
                if (row != 3 && row != 6) {
                    assertThat(Films.seconds(films.resolve("film" + row + ".mp4")))
                            .as("film %s", row)
                            .isBetween(0.9, 1.1);
                }
            }
            assertThat(asked(product)).containsExactly(5L, 5L);

            Files.delete(films.resolve("film2.mp4"));
            Product.Result fourth = batch(product);

            assertThat(fourth.json().path("completed").asInt()).isEqualTo(5);
            assertThat(films.resolve("film2.mp4")).exists();
            assertThat(asked(product)).as("existing films are not requested").containsExactly(5L, 5L);
            for (JsonNode session : product.ok("sessions", "--json").json()) {
                assertThat(session.path("state").asText()).isEqualTo("closed");
            }
        }
    }

    /** Releases one message after the other until that film exists. When this returns, the next message is held. */
    private void untilHeldBehind(StudioLedger studio, String film) {
        Waiting.until(film, Duration.ofMinutes(6), () -> {
            boolean held = studio.holds("chatMillis");
            boolean there = Files.exists(films.resolve(film));
            if (held && !there) {
                studio.setFaults("{}");
                studio.setFaults(HELD);
            }
            return held && there;
        });
    }

    /** The statuses of all rows: {@code good} for the valid rows, failed for the two invalid ones. */
    private static List<String> each(String good) {
        List<String> all = new ArrayList<>(Collections.nCopies(7, good));
        all.set(2, "failed");
        all.set(5, "failed");
        return all;
    }

    /** The number of messages and of renders so far. */
    private static List<Long> asked(Product product) {
        StudioLedger ledger = new StudioLedger(product);
        return List.of(ledger.count("POST", CHAT), ledger.count("POST", RENDER));
    }

    private Product.Result batch(Product product, String... more) {
        return product.run(arguments(more));
    }

    private String[] arguments(String... more) {
        List<String> all =
                new ArrayList<>(List.of("batch", manifest.toString(), "--output-dir", films.toString(), "--json"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static List<String> statuses(JsonNode report) {
        List<String> all = new ArrayList<>();
        report.path("rows").forEach(row -> all.add(row.path("status").asText()));
        return all;
    }
}
