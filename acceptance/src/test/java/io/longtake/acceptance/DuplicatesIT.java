package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same file is uploaded to the same session a second time. */
class DuplicatesIT extends SharedInstallation {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void aFileThatTheSessionHasIsAddedAgainOnlyOnRequest() throws Exception {
        Path copy = Files.copy(Product.PHOTO, folder.resolve("the same photo.jpg"));
        StudioLedger studio = new StudioLedger(product);
        long before = uploads(studio);
        JsonNode first = make(product, Product.PHOTO, Product.PHOTO);
        assertThat(first.path("duplicates")).isEmpty();
        assertThat(shots(product))
                .as("a file that is named twice in one command is added twice")
                .isEqualTo(2);
        long uploads = uploads(studio);
        assertThat(uploads - before).isEqualTo(2);
        long messages = studio.count("POST", "/run_sse");

        Product.Result again = product.run(arguments(Product.PHOTO));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().at("/duplicates/0/file").asText()).isEqualTo(Product.PHOTO.toString());
        assertThat(again.err())
                .contains(
                        "Not added again",
                        Product.PHOTO.toString(),
                        "--add-duplicates",
                        "The prompt is sent as a new edit");
        assertThat(uploads(studio)).isEqualTo(uploads);
        assertThat(studio.count("POST", "/run_sse")).isEqualTo(messages + 1);
        assertThat(shots(product)).isEqualTo(2);

        JsonNode nothing =
                product.ok("upload", "holiday", copy.toString(), "--json").json();
        assertThat(nothing.path("status").asText()).isEqualTo("done");
        assertThat(nothing.path("number").isNull()).isTrue();
        assertThat(nothing.at("/duplicates/0/file").asText()).isEqualTo(copy.toString());
        assertThat(uploads(studio)).isEqualTo(uploads);

        JsonNode some = product.ok(
                        "upload",
                        "holiday",
                        copy.toString(),
                        Product.ROOT.resolve("samples/seeds.jpg").toString(),
                        "--json")
                .json();
        assertThat(some.path("files")).hasSize(1);
        assertThat(some.at("/files/0").asText()).isEqualTo("seeds.jpg");
        assertThat(uploads(studio)).isEqualTo(uploads + 1);

        JsonNode added = product.ok("upload", "holiday", copy.toString(), "--add-duplicates", "--json")
                .json();
        assertThat(added.path("duplicates")).isEmpty();
        assertThat(added.at("/files/0").asText()).isEqualTo("the same photo.jpg");
        assertThat(uploads(studio)).isEqualTo(uploads + 2);
    }

    @Test
    void aFileOfAPendingUploadIsSkippedOnlyAfterThatUploadIsDone() {
        Path seeds = Product.ROOT.resolve("samples/seeds.jpg");
        product.ok("new", "pending");
        product.ok("upload", "pending", Product.PHOTO.toString());
        StudioLedger studio = new StudioLedger(product);
        long uploads = uploads(studio);
        studio.setFaults("{\"chatMillis\":600000}");
        product.ok("edit", "pending", "make a 1-second video", "--detach");
        Waiting.until("the chat is in progress", SOON, () -> studio.holds("chatMillis"));

        product.ok("upload", "pending", seeds.toString(), "--detach");
        Product.Result later = product.ok("upload", "pending", seeds.toString(), "--detach", "--json");
        assertThat(later.json().path("duplicates"))
                .as("the earlier upload is not done yet")
                .isEmpty();
        assertThat(later.err()).doesNotContain("Not added again");
        studio.setFaults("{\"chatMillis\":0}");
        product.ok("wait", "pending");

        assertThat(uploads(studio)).isEqualTo(uploads + 1);
        JsonNode turns = product.show("pending").path("turns");
        assertThat(turns.at("/2/report").asText()).isEqualTo("Uploaded seeds.jpg.");
        assertThat(turns.at("/3/status").asText()).isEqualTo("done");
        assertThat(turns.at("/3/report").asText())
                .startsWith("Nothing was uploaded. Already in the session, so not added again: seeds.jpg.");
        assertThat(turns.at("/3/files/0").asText()).isEqualTo("seeds.jpg");
        assertThat(turns.at("/3/fileCount").asInt()).isEqualTo(1);
    }

    private JsonNode make(Product product, Path... files) {
        return product.ok(arguments(files)).json();
    }

    private String[] arguments(Path... files) {
        List<String> all = new ArrayList<>(List.of("make"));
        for (Path file : files) {
            all.add(file.toString());
        }
        all.addAll(List.of(
                "--session",
                "holiday",
                "--prompt",
                "make a 1-second video",
                "--output",
                folder.resolve("out.mp4").toString(),
                "--json"));
        return all.toArray(String[]::new);
    }

    private static long uploads(StudioLedger studio) {
        return studio.count("POST", "/api/upload-video/.*");
    }

    /** The number of segments of the first video track. */
    private static int shots(Product product) {
        for (JsonNode track : product.show("holiday").at("/timeline/tracks")) {
            if (track.path("type").asText().equals("video")) {
                return track.path("segmentCount").asInt();
            }
        }
        return 0;
    }
}
