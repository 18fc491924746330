package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home stores a film once and deletes it at the user's request; its session continues to work. */
@Order(1)
class PruneIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path home;

    @Test
    void aFilmIsStoredOnceAndItsSessionContinuesAfterPruning() throws Exception {
        home = folder.resolve("home");
        try (Product product = new Product(home)) {
            Path out = folder.resolve("out.mp4");
            make(product, "calm", out);
            studioAndStoreShareWhatThePersonDoesNot(out);

            JsonNode plan = prune(product, "--older-than", "0s", "--dry-run");
            assertThat(plan.path("removed")).hasSize(1);
            assertThat(films()).hasSize(1);
            JsonNode pruned = prune(product, "--older-than", "0s", "--yes");
            assertThat(pruned.path("removed")).isEqualTo(plan.path("removed"));
            assertThat(pruned.path("bytes").asLong()).isEqualTo(Files.size(out));
            assertThat(films()).isEmpty();
            assertThat(stored(out)).doesNotExist();
            assertThat(Films.seconds(out)).isBetween(0.9, 1.1);

            theSessionSaysSoAndGoesOn(product, out);
            whatIsUnderWayStays(product);
            aClosedSessionLeavesNothing(product);
            theSettingsDoTheSameAfterAJob(product);
        }
    }

    @Test
    void withAnExternalTemporalServerTheSameFilesArePruned() throws Exception {
        home = folder.resolve("home");
        try (Product host = new Product(folder.resolve("host"));
                Product product = new Product(home)) {
            host.ok("up");
            product.with("TEMPORAL_ADDRESS", addressOfServer(host)).with("TEMPORAL_NAMESPACE", "elsewhere");
            Path out = folder.resolve("out.mp4");
            make(product, "calm", out);
            studioAndStoreShareWhatThePersonDoesNot(out);

            assertThat(prune(product, "--older-than", "0s", "--yes").path("removed"))
                    .hasSize(1);
            assertThat(films()).isEmpty();
            assertThat(product.show("calm").at("/renders/0/film").asText()).isEqualTo("pruned");
            product.ok("close", "calm");

            product.with("TEMPORAL_ADDRESS", "127.0.0.1:1");
            assertThat(product.run("prune", "--older-than", "0s", "--yes").exit())
                    .as("the needs of the sessions are unknown")
                    .isEqualTo(75);
            assertThat(stored(Product.PHOTO)).exists();

            product.with("TEMPORAL_ADDRESS", addressOfServer(host));
            Files.setLastModifiedTime(stored(Product.PHOTO), FileTime.from(Instant.now()));
            prune(product, "--older-than", "0s", "--yes");
            assertThat(stored(Product.PHOTO))
                    .as("a new session may not be listed yet")
                    .exists();
            Files.setLastModifiedTime(
                    stored(Product.PHOTO), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
            prune(product, "--older-than", "0s", "--yes");
            assertThat(stored(Product.PHOTO)).doesNotExist();
            assertThat(uploads()).isEmpty();
        }
    }

    private static String addressOfServer(Product host) {
        for (JsonNode service : host.ok("ps", "--json").json()) {
            if (service.path("name").asText().contains("server")) {
                return service.path("address").asText();
            }
        }
        throw new AssertionError("no server is running");
    }

    private static void make(Product product, String session, Path out) {
        product.ok(makes(session, out));
    }

    private static String[] makes(String session, Path out) {
        return new String[] {
            "make",
            Product.PHOTO.toString(),
            "--session",
            session,
            "--prompt",
            "make a 1-second video",
            "--output",
            out.toString(),
            "--json"
        };
    }

    private static JsonNode prune(Product product, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "prune";
        System.arraycopy(options, 0, command, 1, options.length);
        command[options.length + 1] = "--json";
        return product.ok(command).json();
    }

    private void studioAndStoreShareWhatThePersonDoesNot(Path out) throws Exception {
        Path film = films().get(0);
        assertThat(inode(stored(film))).as("inode of the film in the store").isEqualTo(inode(film));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(film)))
                .isEqualTo("r--------");
        assertThat(out).hasSameBinaryContentAs(film);
        assertThat(inode(out)).as("inode of the delivered film").isNotEqualTo(inode(film));
        assertThat(Files.isWritable(out)).isTrue();
        Path photo = uploads().get(0);
        assertThat(inode(stored(photo))).as("inode of the photo in the store").isEqualTo(inode(photo));
        assertThat(inode(photo)).isNotEqualTo(inode(Product.PHOTO));
    }

    private void theSessionSaysSoAndGoesOn(Product product, Path out) throws Exception {
        JsonNode shown = product.show("calm");
        assertThat(shown.at("/renders/0/film").asText()).isEqualTo("pruned");
        String render = shown.at("/renders/0/id").asText();
        assertThat(product.ok("status", "calm").err()).contains(render + " was pruned");
        Product.Result gone = product.run("export", "calm", "--render", render, "--output", out + ".again.mp4");
        assertThat(gone.exit()).as(gone.err()).isEqualTo(3);
        assertThat(gone.err()).contains("longtake prune", "longtake export calm");
        Product.Result over = product.run("export", "calm", "--output", out.toString());
        assertThat(over.exit())
                .as("the only copy is not replaced: " + over.err())
                .isEqualTo(2);

        product.ok("edit", "calm", "add the title \"Hello\"");
        Path titled = folder.resolve("titled.mp4");
        product.ok("export", "calm", "--output", titled.toString());
        assertThat(Films.seconds(titled)).isBetween(0.9, 1.1);
        assertThat(inode(stored(titled))).isEqualTo(inode(films().get(0)));
    }

    /** The same film is being fetched for another session, and has to exist when it is delivered. */
    private void whatIsUnderWayStays(Product product) throws Exception {
        StudioLedger studio = new StudioLedger(product);
        studio.setFaults("{\"downloadMillis\":240000}");
        Path second = folder.resolve("second.mp4");
        Product.Running making = product.start(makes("busy", second));
        Waiting.until("the film is being fetched", SOON, () -> studio.holds("downloadMillis"));
        int films = films().size();

        JsonNode pruned = prune(product, "--older-than", "0s", "--yes");

        assertThat(pruned.path("removed").findValuesAsText("session")).doesNotContain("busy");
        assertThat(films()).hasSize(films - pruned.path("removed").size());
        studio.setFaults("{\"downloadMillis\":0}");
        Product.Result made = making.await(SOON);
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(Films.seconds(second)).isBetween(0.9, 1.1);
    }

    private void aClosedSessionLeavesNothing(Product product) throws Exception {
        product.ok("close", "busy");
        assertThat(prune(product, "--older-than", "0s", "--yes").path("removed").findValuesAsText("kind"))
                .contains("film");
        assertThat(films()).isEmpty();
        assertThat(stored(Product.PHOTO)).as("needed by the open session").exists();
        product.ok("close", "calm");
        prune(product, "--older-than", "0s", "--yes");
        assertThat(uploads()).isEmpty();
        assertThat(stored(Product.PHOTO)).doesNotExist();
        assertThat(product.show("calm").path("state").asText()).isEqualTo("closed");
    }

    private void theSettingsDoTheSameAfterAJob(Product product) throws Exception {
        product.with("LONGTAKE_RETENTION_OLDER_THAN", "0s");
        Path last = folder.resolve("last.mp4");
        make(product, "last", last);
        assertThat(Films.seconds(last)).isBetween(0.9, 1.1);
        assertThat(films()).isEmpty();
        assertThat(home.resolve("logs/prune.log")).content().contains("Removed 1 file");
    }

    private List<Path> films() throws IOException {
        try (var files = Files.list(home.resolve("studio/films"))) {
            return files.filter(file -> file.toString().endsWith(".mp4")).toList();
        }
    }

    private List<Path> uploads() throws IOException {
        try (var files = Files.walk(home.resolve("studio/media"))) {
            return files.filter(file -> file.toString().endsWith(".jpg")).toList();
        }
    }

    /** The path of this content in the media store, if the store has it. */
    private Path stored(Path content) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(content)));
        return home.resolve("media").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
