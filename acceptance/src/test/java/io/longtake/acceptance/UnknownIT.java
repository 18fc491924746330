package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that accepts a message and forgets it. */
class UnknownIT {
    @TempDir
    Path folder;

    @Test
    void theOutcomeIsReportedAsUnknownAndNothingIsSentAgain() {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults("{\"forgetEdits\":1,\"dropStreams\":1}");

            Product.Result result = product.run(
                    Product.make("make a 4-second video", folder.resolve("never.mp4"), "--session", "lost", "--json"));

            assertThat(result.exit()).as(result.err()).isEqualTo(6);
            assertThat(result.json().path("status").asText()).isEqualTo("unknown");
            assertThat(result.err() + result.out()).contains("reconcile");
            assertThat(folder.resolve("never.mp4")).doesNotExist();
            assertThat(studio.count("POST", "/run_sse")).isEqualTo(1);
            assertThat(studio.count("POST", "/api/render/proxy/lambda")).isZero();
            assertThat(product.run("wait", "lost", "--json").exit()).isEqualTo(6);
        }
    }
}
