package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Existing files at a film's output path are kept, and the film is kept in the store. */
@Order(1)
class OutputIT extends SharedInstallation {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final String RENDER = "/api/render/proxy/lambda";

    @Test
    void anExistingFileIsRefusedBeforeAnythingIsStarted() throws IOException {
        try (Product product = new Product(folder.resolve("cold"))) {
            Path mine = Files.writeString(folder.resolve("mine.mp4"), "mine");
            Path list = Files.writeString(
                    folder.resolve("list.csv"),
                    "file,prompt,output\n" + Product.PHOTO + ",a 1-second video,mine.mp4\n");

            for (List<String> command : List.of(
                    List.of("make", Product.PHOTO.toString(), "--output", mine.toString(), "--json"),
                    List.of("export", "holiday", "--output", mine.toString(), "--json"))) {
                Product.Result refused = product.run(command.toArray(String[]::new));
                assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
                assertThat(refused.json().at("/error/type").asText()).isEqualTo("OutputExists");
                assertThat(refused.err()).contains(mine.toString(), "--overwrite");
            }
            Product.Result batch = product.run("batch", list.toString(), "--json");
            assertThat(batch.exit()).isEqualTo(2);
            assertThat(batch.json().at("/rows/0/error/type").asText()).isEqualTo("OutputExists");

            assertThat(mine).hasContent("mine");
            for (JsonNode service : product.ok("ps", "--json").json()) {
                assertThat(service.path("healthy").asBoolean())
                        .as(service.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void aFilmIsReplacedByTheNextAndOtherFilesAreKept() throws IOException {
        Path out = folder.resolve("out.mp4");
        String[] make = Product.make("make a 1-second video", out, "--json");
        JsonNode first = product.ok(make).json();
        assertThat(product.ok(make).json().path("output").asText())
                .as("the same command again")
                .isEqualTo(out.toString());
        String session = first.path("session").asText();
        byte[] earlier = Files.readAllBytes(out);

        product.ok("edit", session, "add the title \"Hello\"");
        JsonNode refined = product.ok("export", session, "--output", out.toString(), "--json")
                .json();
        assertThat(Files.readAllBytes(out)).isNotEqualTo(earlier);
        String replaced = refined.at("/replaced/renderId").asText();
        assertThat(replaced).isNotEmpty();

        StudioLedger studio = new StudioLedger(product);
        long renders = studio.count("POST", RENDER);
        Path back = folder.resolve("back.mp4");
        product.ok("export", refined.at("/replaced/session").asText(), "--render", replaced, "--output", back + "");
        assertThat(Files.readAllBytes(back)).isEqualTo(earlier);
        assertThat(product.run("export", session, "--render", "no-such", "--output", back + "2.mp4")
                        .exit())
                .isEqualTo(3);

        whatTakesTheNameMeanwhileStays(product, session);
        assertThat(studio.count("POST", RENDER))
                .as("renders, one for each export")
                .isEqualTo(renders + 3);

        Path both = folder.resolve("both.mp4");
        List<Product.Running> exports = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            exports.add(product.start("export", session, "--output", both.toString(), "--json"));
        }
        for (Product.Running export : exports) {
            Product.Result end = export.await(LIMIT);
            assertThat(end.exit()).as(end.err()).isZero();
        }
        assertThat(Films.seconds(both)).isBetween(0.9, 1.1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".longtake"));
        }
    }

    /** A file, a folder, and a dangling link. */
    private void whatTakesTheNameMeanwhileStays(Product product, String session) throws IOException {
        Path file = folder.resolve("file.mp4");
        Path directory = folder.resolve("directory.mp4");
        Path link = folder.resolve("link.mp4");
        for (Path wanted : List.of(file, directory, link)) {
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults("{\"renderMillis\":3000}");
            product.ok("export", session, "--output", wanted.toString(), "--detach");
            if (wanted.equals(file)) {
                Files.writeString(file, "mine");
            } else if (wanted.equals(directory)) {
                Files.createDirectory(directory);
            } else {
                Files.createSymbolicLink(link, Path.of("nowhere.mp4"));
            }
            Product.Result end = product.run("wait", session, "--json");
            assertThat(end.exit()).as(end.err()).isEqualTo(1);
            assertThat(end.json().at("/error/type").asText()).isEqualTo("OUTPUT_TAKEN");
            String renderId = end.json().path("renderId").asText();
            assertThat(end.err()).contains(wanted.toString(), "longtake export " + session + " --render " + renderId);
            product.ok("export", session, "--render", renderId, "--output", wanted + ".kept.mp4");
            assertThat(Films.seconds(Path.of(wanted + ".kept.mp4"))).isBetween(0.9, 1.1);
        }
        assertThat(file).hasContent("mine");
        assertThat(directory).isDirectory();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("nowhere.mp4")).doesNotExist();

        product.ok("export", session, "--render", renderOf(product, session), "--output", file + "", "--overwrite");
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Films.seconds(file)).isBetween(0.9, 1.1);
    }

    private static String renderOf(Product product, String session) {
        return product.show(session).at("/renders/0/id").asText();
    }

    @Test
    void aFullOrReadOnlyDiskLosesNoFilm() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        skipWhereMountsAreForbidden(disk);
        // A home of its own, because the worker that writes the film has to see the same disk.
        try (Product restricted = new Product(folder.resolve("restricted"))) {
            restricted.within(List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=16k none '" + disk + "' && exec \"$@\"",
                    "sh"));
            Product.Result made = restricted.run(
                    Product.make("make a 1-second video", disk.resolve("out.mp4"), "--session", "full", "--json"));
            assertThat(made.exit()).as(made.err()).isEqualTo(75);
            assertThat(made.json().at("/error/type").asText()).isEqualTo("DELIVERY_FAILED");
            String renderId = made.json().path("renderId").asText();
            assertThat(made.err()).contains("longtake export full --render " + renderId);

            restricted.within(List.of(
                    "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o ro none '" + disk + "' && exec \"$@\"", "sh"));
            Product.Result readOnly = restricted.run(
                    "export", "full", "--render", renderId, "--output", disk.resolve("out.mp4") + "", "--json");
            assertThat(readOnly.exit()).isEqualTo(1);
            assertThat(readOnly.err()).contains(disk.toString());

            Path elsewhere = folder.resolve("elsewhere.mp4");
            restricted.ok("export", "full", "--render", renderId, "--output", elsewhere.toString());
            assertThat(Films.seconds(elsewhere)).isBetween(0.9, 1.1);
            assertThat(new StudioLedger(restricted).count("POST", RENDER)).isEqualTo(1);
        }
    }

    private static void skipWhereMountsAreForbidden(Path disk) throws Exception {
        Process trial = new ProcessBuilder(
                        Arrays.asList("unshare", "--mount", "sh", "-c", "mount -t tmpfs none '" + disk + "'"))
                .redirectErrorStream(true)
                .start();
        trial.getInputStream().transferTo(System.out);
        Assumptions.assumeTrue(trial.waitFor() == 0, "mounts are forbidden here");
    }
}
