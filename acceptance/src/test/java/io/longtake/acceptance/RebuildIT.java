package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that its backend still knows is rebuilt only if the user confirms it. */
class RebuildIT extends SharedInstallation {
    private static final String CHAT = "/run_sse";
    private static final String EDITED = "edited";
    private static final Duration SOON = Duration.ofMinutes(5);

    @Test
    void aHealthySessionIsRebuiltOnlyWithForce() {
        make(product, "holiday", "make a 1-second video");
        StudioLedger studio = new StudioLedger(product);
        long messages = studio.count("POST", CHAT);
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
        assertThat(studio.count("POST", CHAT)).isEqualTo(messages + 1);
        assertThat(product.show("holiday").at("/timeline/durationMs").asInt())
                .isEqualTo(before.at("/timeline/durationMs").asInt());
    }

    @Test
    void eachReplaySendsEveryEditOnceWhateverTheResultOfEarlierRebuilds() {
        List<String> edits = new ArrayList<>(List.of("make a 1-second video"));
        make(product, EDITED, edits.get(0));
        StudioLedger studio = new StudioLedger(product);
        edit(product, edits, "make it 2 seconds");
        assertThat(replayed(product, studio)).isEqualTo(edits);

        edit(product, edits, "make it 3 seconds");
        int before = messages(studio).size();
        product.ok("rebuild", EDITED, "--force");
        assertThat(messages(studio)).hasSize(before);
        edit(product, edits, "make a 4-second video");

        studio.setFaults("{\"rateLimit\":1}");
        Product.Result refused = rebuild(product).await(SOON);
        assertThat(refused.exit()).as(refused.err()).isEqualTo(75);
        studio.setFaults("{}");
        assertThat(messages(studio)).hasSize(before + 1);
        assertThat(replayed(product, studio)).as("the same command again").isEqualTo(edits);

        studio.setFaults("{\"chatMillis\":60000}");
        Product.Running stopped = rebuild(product);
        Waiting.until("the first edit is in progress", SOON, () -> studio.holds("chatMillis"));
        product.ok("cancel", EDITED);
        assertThat(stopped.await(SOON).exit()).isEqualTo(1);
        studio.setFaults("{}");
        assertThat(replayed(product, studio))
                .as("after a rebuild that was cancelled")
                .isEqualTo(edits);

        JsonNode last = product.show(EDITED).path("turns");
        List<Integer> replays = new ArrayList<>();
        last.forEach(turn -> {
            if (turn.path("kind").asText().equals("edit")) {
                replays.add(turn.path("replayOf").asInt());
            }
        });
        assertThat(replays.subList(replays.size() - 4, replays.size())).containsExactly(2, 4, 8, 10);
        assertThat(product.show(EDITED).at("/timeline/durationMs").asInt()).isEqualTo(4000);
    }

    private void make(Product product, String session, String prompt) {
        product.ok(Product.make(prompt, folder.resolve(session + ".mp4"), "--session", session));
    }

    private static void edit(Product product, List<String> edits, String prompt) {
        product.ok("edit", EDITED, prompt);
        edits.add(prompt);
    }

    private static Product.Running rebuild(Product product) {
        return product.start("rebuild", EDITED, "--force", "--replay-edits", "--yes");
    }

    /** The messages that a complete rebuild sends. */
    private static List<String> replayed(Product product, StudioLedger studio) {
        int before = messages(studio).size();
        Product.Result result = rebuild(product).await(SOON);
        assertThat(result.exit()).as(result.err()).isEqualTo(0);
        List<String> all = messages(studio);
        return all.subList(before, all.size());
    }

    private static List<String> messages(StudioLedger studio) {
        return studio.entries().stream()
                .filter(request -> request.is("POST", CHAT))
                .map(StudioLedger.Entry::intent)
                .toList();
    }
}
