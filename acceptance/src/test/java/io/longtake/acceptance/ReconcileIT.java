package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit nobody knows the end of: looked at again, and let be when a person says so. */
class ReconcileIT {
    @TempDir
    Path folder;

    @Test
    void whatStaysUnknownIsNamedAndHoldsUpTheQueueUntilAPersonLetsItGo() {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            assertThat(product.ok("reconcile", "--json").json()).isEmpty();
            StudioLedger studio = new StudioLedger(product);
            studio.misbehave("{\"forgetEdits\":1,\"dropStreams\":1}");
            Product.Result made = product.run(
                    "make",
                    Product.PHOTO.toString(),
                    "--session",
                    "lost",
                    "--prompt",
                    "make a 3-second video",
                    "--output",
                    folder.resolve("film.mp4").toString());
            assertThat(made.exit()).as(made.err()).isEqualTo(6);

            Product.Result looked = product.run("reconcile", "--json");

            assertThat(looked.exit()).as(looked.err()).isEqualTo(6);
            JsonNode finding = looked.json().path(0);
            assertThat(finding.path("session").asText()).isEqualTo("lost");
            assertThat(finding.path("kind").asText()).isEqualTo("edit");
            assertThat(finding.path("now").asText()).isEqualTo("unknown");
            assertThat(finding.path("report").asText()).contains("--go-on");

            assertThat(product.ok("reconcile", "lost", "--go-on", "--json")
                            .json()
                            .at("/0/now")
                            .asText())
                    .isEqualTo("left");
            assertThat(product.ok("reconcile", "--json").json()).isEmpty();
            assertThat(studio.count("POST", "/run_sse")).as("messages").isEqualTo(1);

            studio.misbehave("{}");
            product.ok("edit", "lost", "make a 3-second video");
            assertThat(product.show("lost").at("/timeline/durationMs").asInt()).isEqualTo(3000);
        }
    }
}
