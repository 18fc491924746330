package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** An edit with an unknown outcome: checked again, and dropped when the user says so. */
class ReconcileIT extends SharedInstallation {
    @Test
    void anUnknownEditIsReportedAndBlocksTheQueueUntilTheUserDropsIt() {
        assertThat(product.ok("reconcile", "--json").json()).isEmpty();
        StudioLedger studio = new StudioLedger(product);
        long before = studio.count("POST", "/run_sse");
        studio.setFaults("{\"forgetEdits\":1,\"dropStreams\":1}");
        Product.Result made =
                product.run(Product.make("make a 3-second video", folder.resolve("film.mp4"), "--session", "lost"));
        assertThat(made.exit()).as(made.err()).isEqualTo(6);

        Product.Result inspected = product.run("reconcile", "--json");

        assertThat(inspected.exit()).as(inspected.err()).isEqualTo(6);
        JsonNode finding = inspected.json().path(0);
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
        assertThat(studio.count("POST", "/run_sse") - before).as("messages").isEqualTo(1);

        studio.setFaults("{}");
        product.ok("edit", "lost", "make a 3-second video");
        assertThat(product.show("lost").at("/timeline/durationMs").asInt()).isEqualTo(3000);
    }

    @Test
    void theUserMaySendItAgainOrDiscardIt() {
        StudioLedger studio = new StudioLedger(product);
        long before = studio.count("POST", "/run_sse");
        studio.setFaults("{\"forgetEdits\":1,\"dropStreams\":1}");
        make(product, "again");
        make(product, "never");
        assertThat(studio.count("POST", "/run_sse") - before).isEqualTo(2);
        studio.setFaults("{}");

        JsonNode repeated =
                product.ok("reconcile", "again", "--finish", "--json").json().path(0);
        assertThat(repeated.path("now").asText()).isEqualTo("repeated");
        assertThat(product.ok("wait", "again", "--json").json().path("status").asText())
                .isEqualTo("completed");
        assertThat(folder.resolve("again.mp4")).exists();

        JsonNode given =
                product.ok("reconcile", "never", "--cancel", "--json").json().path(0);
        assertThat(given.path("now").asText()).isEqualTo("cancelled");
        assertThat(folder.resolve("never.mp4")).doesNotExist();
        assertThat(studio.count("POST", "/run_sse") - before).isEqualTo(3);
        assertThat(product.ok("reconcile", "--json").json()).isEmpty();
    }

    private void make(Product product, String session) {
        Product.Result made = product.run(
                Product.make("make a 1-second video", folder.resolve(session + ".mp4"), "--session", session));
        assertThat(made.exit()).as(made.err()).isEqualTo(6);
    }
}
