package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same command again: it resumes what an earlier one queued, and the backend receives one request. */
class ResumeIT extends SharedInstallation {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String HOLD = "{\"chatMillis\":240000}";
    private static final String LET_GO = "{\"chatMillis\":0}";

    @Test
    void afterKillsOfCommandWorkerAndServerDuringAChatThereIsOneChatAndOneRender() {
        StudioLedger studio = new StudioLedger(product);
        long messages = studio.count("POST", "/run_sse");
        long renders = studio.count("POST", "/api/render/proxy/lambda");
        int sessions = product.ok("sessions", "--json").json().size();
        studio.setFaults(HOLD);
        Path film = folder.resolve("film.mp4");
        String[] make = Product.make("make a 1-second video, keep it still", film, "--json");
        Product.Running first = product.start(make);
        Waiting.until("the chat is in progress", SOON, () -> studio.holds("chatMillis"));
        List<Long> services = List.of(
                product.service("worker").pid(), product.service("server").pid());
        Product.kill(first.process().pid());
        services.forEach(Product::kill);
        studio.setFaults(LET_GO);

        Product.Result again = product.run(make);

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err().lines().findFirst().orElseThrow())
                .matches("Resumed the request of \\d\\d:\\d\\d; --again starts a new one");
        assertThat(again.json().path("resumed").asBoolean()).isTrue();
        assertThat(again.json().path("output").asText()).isEqualTo(film.toString());
        assertThat(film).exists();
        assertThat(studio.count("POST", "/run_sse") - messages).isEqualTo(1);
        assertThat(studio.count("POST", "/api/render/proxy/lambda") - renders).isEqualTo(1);
        assertThat(product.ok("sessions", "--json").json()).hasSize(sessions + 1);
    }

    @Test
    void concurrentEqualCommandsAreOneRequestAndALaterOneIsNew() {
        product.ok("new", "twice");
        product.ok("upload", "twice", Product.PHOTO.toString());
        StudioLedger studio = new StudioLedger(product);
        long messages = studio.count("POST", "/run_sse");
        studio.setFaults(HOLD);
        String[] edit = {"edit", "twice", "make a 1-second video, keep it still", "--json"};
        Product.Running first = product.start(edit);
        Waiting.until("the chat is in progress", SOON, () -> studio.holds("chatMillis"));
        Product.Running second = product.start(edit);
        Waiting.until(
                "the second has found the first", SOON, () -> !second.said().isEmpty());
        studio.setFaults(LET_GO);
        Product.Result one = first.await(SOON);
        Product.Result other = second.await(SOON);
        assertThat(one.exit()).as(one.err()).isZero();
        assertThat(other.exit()).as(other.err()).isZero();

        assertThat(other.err()).startsWith("Resumed the request of ");
        assertThat(other.json().path("number").asInt()).isEqualTo(2);

        assertThat(product.ok(edit).json().path("number").asInt()).isEqualTo(3);
        assertThat(studio.count("POST", "/run_sse") - messages).isEqualTo(2);
    }

    @Test
    void aGivenRequestIdIdentifiesOneRequest() {
        product.ok("new", "calm");
        product.ok("upload", "calm", Product.PHOTO.toString());
        StudioLedger studio = new StudioLedger(product);
        long messages = studio.count("POST", "/run_sse");
        String[] edit = {"edit", "calm", "make a 1-second video", "--request-id", "order-7", "--json"};
        Product.Result first = product.ok(edit);
        Product.Result again = product.ok(edit);
        assertThat(again.json().path("resumed").asBoolean()).isTrue();
        assertThat(again.json().path("report")).isEqualTo(first.json().path("report"));
        Product.Result other =
                product.run("edit", "calm", "make a 3-second video", "--request-id", "order-7", "--json");
        assertThat(other.exit()).as(other.err()).isEqualTo(2);
        assertThat(other.err()).contains("its prompt was \"make a 1-second video\"");
        assertThat(studio.count("POST", "/run_sse") - messages).isEqualTo(1);
    }
}
