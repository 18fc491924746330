package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of each process, and of all of them, at each moment of a job. The studio holds the moment until the process is
 * killed, on a machine of any speed. Afterwards {@code wait} ends with the complete film, and the studio's ledger shows one message
 * and one render.
 */
@Order(1)
class KillsIT extends SharedInstallation {
    enum Victim {
        CLI,
        WORKER,
        STUDIO,
        SERVER,
        ALL
    }

    enum Moment {
        UPLOAD("uploadMillis"),
        CHAT("chatMillis"),
        SUBMIT("submitMillis"),
        RENDER("renderMillis"),
        DOWNLOAD("downloadMillis");

        private static final Duration LONGER_THAN_NEEDED = Duration.ofMinutes(4);

        private final String delay;

        Moment(String delay) {
            this.delay = delay;
        }

        void hold(StudioLedger studio) {
            studio.setFaults("{\"" + delay + "\":" + LONGER_THAN_NEEDED.toMillis() + "}");
        }

        boolean isHeld(StudioLedger studio) {
            return studio.holds(delay);
        }

        void letGo(StudioLedger studio) {
            studio.setFaults("{\"" + delay + "\":0}");
        }
    }

    /** The cases in a build: each process and each moment once. {@code acceptance/kills} runs all 25. */
    private static final Map<Victim, Set<Moment>> IN_A_BUILD = Map.of(
            Victim.CLI, EnumSet.of(Moment.UPLOAD),
            Victim.WORKER, EnumSet.of(Moment.CHAT),
            Victim.STUDIO, EnumSet.of(Moment.RENDER),
            Victim.SERVER, EnumSet.of(Moment.SUBMIT),
            Victim.ALL, EnumSet.of(Moment.DOWNLOAD));

    private static final boolean EVERY_MOMENT = Boolean.getBoolean("kills.all");

    private static final String PROMPT =
            "turn this image into a 1-second video with smooth motion and background music";

    @ParameterizedTest
    @EnumSource(Victim.class)
    void theJobEndsWithOneCompleteFilm(Victim victim) {
        for (Moment moment : EVERY_MOMENT ? EnumSet.allOf(Moment.class) : IN_A_BUILD.get(victim)) {
            inject(victim, moment);
        }
    }

    private void inject(Victim victim, Moment moment) {
        String name = (victim + "-" + moment).toLowerCase(java.util.Locale.ROOT);
        Path film = folder.resolve(name + ".mp4");
        product.ok("up");
        StudioLedger studio = new StudioLedger(product);
        moment.hold(studio);
        List<Long> pids = pids(victim);
        long chats = studio.count("POST", "/run_sse");
        long renders = studio.count("POST", "/api/render/proxy/lambda");

        Product.Running make = product.start(Product.make(PROMPT, film, "--session", name, "--json"));
        Waiting.until(name, Duration.ofMinutes(2), () -> moment.isHeld(studio));
        assertThat(film).as("no incomplete file at the output path").doesNotExist();
        if (victim == Victim.CLI || victim == Victim.ALL) {
            Product.kill(make.process().pid());
        }
        pids.forEach(Product::kill);
        if (victim != Victim.STUDIO && victim != Victim.ALL) {
            // A restarted studio holds nothing, so the moment has to be released only in the other cases.
            moment.letGo(studio);
        }

        Product.Result waited = product.run("wait", name, "--json");

        assertThat(waited.exit())
                .as("%s: %s %s", name, waited.out(), waited.err())
                .isZero();
        JsonNode end = waited.json();
        assertThat(end.path("status").asText()).isEqualTo("completed");
        assertThat(film).as(name).exists();
        assertThat(Films.seconds(film)).as(name).isBetween(0.9, 1.1);
        StudioLedger after = new StudioLedger(product);
        assertThat(after.count("POST", "/run_sse") - chats)
                .as("messages of " + name)
                .isEqualTo(1);
        assertThat(after.count("POST", "/api/render/proxy/lambda") - renders)
                .as("renders of " + name)
                .isEqualTo(1);
        assertThat(product.show(name).path("renders"))
                .as("renders in session %s", name)
                .hasSize(1);
        if (victim != Victim.CLI && victim != Victim.ALL) {
            Product.Result meanwhile = make.await(Duration.ofMinutes(2));
            assertThat(meanwhile.exit())
                    .as("the command that was running meanwhile: %s%s", meanwhile.err(), meanwhile.out())
                    .isZero();
        }
    }

    private List<Long> pids(Victim victim) {
        List<String> services =
                switch (victim) {
                    case CLI -> List.of();
                    case ALL -> List.of("server", "studio", "worker");
                    default -> List.of(victim.name().toLowerCase(java.util.Locale.ROOT));
                };
        return services.stream().map(service -> product.service(service).pid()).toList();
    }
}
