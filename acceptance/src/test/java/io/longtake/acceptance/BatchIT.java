package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch of six rows, two of them bad: killed in the middle, asked for again, and asked for once more. */
class BatchIT {
    private static final String CHAT = "/run_sse";
    private static final String RENDER = "/api/render/proxy/lambda";

    @TempDir
    Path folder;

    private Path manifest;
    private Path films;

    @BeforeEach
    void writeTheManifest() throws IOException {
        films = folder.resolve("films");
        manifest = folder.resolve("photos.csv");
        Files.copy(Product.PHOTO, folder.resolve("one.jpg"));
        Files.copy(Product.ROOT.resolve("samples/seeds.jpg"), folder.resolve("two.jpg"));
        Files.copy(Product.PHOTO, folder.resolve("three.jpg"));
        Files.copy(Product.ROOT.resolve("samples/seeds.jpg"), folder.resolve("four.jpg"));
        Files.writeString(folder.resolve("notes.jpg"), "no picture at all");
        Files.writeString(manifest, """
                file,prompt,output
                one.jpg,"a 3-second video, slow zoom in",one.mp4
                two.jpg,a 3-second video with calm music,two.mp4
                notes.jpg,a 3-second video,notes.mp4
                three.jpg,a 3-second video,three.mp4
                gone.jpg,a 3-second video,gone.mp4
                four.jpg,a 3-second video,four.mp4
                """);
    }

    @Test
    void endsWithEveryFilmAndAsksForNothingTwice() throws IOException {
        try (Product product = new Product(folder.resolve("home"))) {
            JsonNode plan = batch(product, "--dry-run").json();
            assertThat(statuses(plan)).containsExactly("planned", "planned", "failed", "planned", "failed", "planned");
            assertThat(films).as("made by a dry run").doesNotExist();

            product.ok("up");
            StudioLedger studio = new StudioLedger(product);
            studio.misbehave("{\"chatMillis\":3000}");
            Product.Running first = product.start(arguments());
            Watch.until(
                    "one film, and the next row's message",
                    Duration.ofMinutes(3),
                    () -> Files.exists(films.resolve("one.mp4")) && studio.count("POST", CHAT) >= 2);
            long worker = product.service("worker").pid();
            Product.kill(first.process().pid());
            Product.kill(worker);

            Product.Result second = batch(product);

            assertThat(second.exit()).as(second.out() + second.err()).isEqualTo(1);
            JsonNode report = second.json();
            assertThat(statuses(report))
                    .containsExactly("completed", "completed", "failed", "completed", "failed", "completed");
            assertThat(report.path("completed").asInt()).isEqualTo(4);
            assertThat(report.path("failed").asInt()).isEqualTo(2);
            assertThat(report.at("/rows/2/error/message").asText())
                    .contains("Line 4")
                    .contains("notes.jpg");
            assertThat(report.at("/rows/4/error/message").asText())
                    .contains("Line 6")
                    .contains("gone.jpg");
            for (String film : List.of("one", "two", "three", "four")) {
                assertThat(Films.seconds(films.resolve(film + ".mp4"))).as(film).isBetween(2.9, 3.1);
            }
            assertThat(asked(product)).containsExactly(4L, 4L);

            Files.delete(films.resolve("two.mp4"));
            Product.Result third = batch(product);

            assertThat(third.json().path("completed").asInt()).isEqualTo(4);
            assertThat(films.resolve("two.mp4")).exists();
            assertThat(asked(product)).as("what is there is not asked for").containsExactly(4L, 4L);
            for (JsonNode session : product.ok("sessions", "--json").json()) {
                assertThat(session.path("state").asText()).isEqualTo("closed");
            }
        }
    }

    /** Messages and renders so far. */
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
