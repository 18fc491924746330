package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose backend knows it is rebuilt only if that is meant. */
class RebuildIT {
    private static final String CHAT = "/run_sse";

    @TempDir
    Path folder;

    @Test
    void aHealthySessionIsLeftAlone() {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok(
                    "make",
                    Product.PHOTO.toString(),
                    "--session",
                    "holiday",
                    "--prompt",
                    "make a 1-second video",
                    "--output",
                    folder.resolve("out.mp4").toString());
            StudioLedger studio = new StudioLedger(product);
            JsonNode before = product.show("holiday");

            Product.Result refused = product.run("rebuild", "holiday", "--json");
            assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains("longtake rebuild holiday --force");
            Product.Result unasked = product.run("rebuild", "holiday", "--force", "--replay-edits", "--json");
            assertThat(unasked.exit()).as(unasked.err()).isEqualTo(2);
            assertThat(unasked.err()).contains("--yes");
            assertThat(product.show("holiday").path("turns")).isEqualTo(before.path("turns"));
            assertThat(product.show("holiday").path("timeline")).isEqualTo(before.path("timeline"));

            product.ok("rebuild", "holiday", "--force", "--replay-edits", "--yes");
            assertThat(studio.count("POST", CHAT)).isEqualTo(2);
            assertThat(product.show("holiday").at("/timeline/durationMs").asInt())
                    .isEqualTo(before.at("/timeline/durationMs").asInt());
        }
    }
}
