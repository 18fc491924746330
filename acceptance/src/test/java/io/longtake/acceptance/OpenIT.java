package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.studio.Studio;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's page, opened with a fake browser that only records its arguments. */
class OpenIT {
    private static final String LINK = "http://127\\.0\\.0\\.1:\\d+/workspace/claim\\?ct=clm_[\\w-]+";

    @TempDir
    Path folder;

    @Test
    void theHomesStudioShowsTheProjectAndNoProgramHasTheLinkAsAnArgument() throws Exception {
        browser();
        try (Product product = new Product(folder.resolve("home"))
                .with("DISPLAY", ":0")
                .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
                .onATerminal()) {
            project(product, "mine");

            Product.Result opened = product.ok("open", "mine");

            String link = opened.out().strip();
            assertThat(link).matches(LINK);
            assertThat(page(link)).contains("mountains.jpg", "Timeline (");
            assertThat(opened.err()).doesNotContain("clm_", "nmv_usr_");
            browserEnded();
            assertThat(read("asked"))
                    .as("the local page that redirects to the link")
                    .isEqualTo(folder.resolve("home/open.html").toUri().toString());
            assertThat(read("processes")).contains("xdg-open").doesNotContain("clm_", "nmv_usr_");
            Path door = folder.resolve("home/open.html");
            assertThat(door).content().contains(link);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSessionAtAnotherBackendOpensThere() throws Exception {
        try (Studio studio = Studio.start(StudioConfig.in(folder.resolve("studio")))) {
            String token = token(studio);
            try (Product product = new Product(folder.resolve("home"))
                    .ofAnotherPerson(folder)
                    .with("LONGTAKE_BACKEND", studio.baseUrl())
                    .with("NEMO_TOKEN", token)) {
                project(product, "away");

                Product.Result opened = product.ok("open", "away", "--json", "--verbose");

                String link = opened.json().path("url").asText();
                assertThat(link).matches(LINK).startsWith(studio.baseUrl());
                assertThat(page(link)).contains("mountains.jpg");
                assertThat(opened.out() + opened.err()).doesNotContain(token);
                assertThat(folder.resolve("home/open.html"))
                        .as("a program opens the link itself")
                        .doesNotExist();
            }
        }
    }

    private static void project(Product product, String session) {
        product.ok("new", session, "--language", "en");
        product.ok("upload", session, Product.PHOTO.toString());
        product.ok("edit", session, "make a 1-second video");
    }

    /** Creates a fake browser that records its arguments and the command lines of all processes on the machine at that time. */
    private void browser() throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("xdg-open");
        Files.writeString(program, """
                #!/bin/sh
                printf %%s "$*" > '%1$s/asked'
                cat /proc/[0-9]*/cmdline 2>&1 | tr '\\0' ' ' > '%1$s/processes'
                touch '%1$s/ended'
                """.formatted(folder));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void browserEnded() {
        Waiting.until(
                "the browser has recorded its arguments",
                Duration.ofSeconds(20),
                () -> Files.exists(folder.resolve("ended")));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static String page(String link) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** A token that this test knows, so that it can search for it. */
    private static String token(Studio studio) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(studio.baseUrl() + "/api/auth/anonymous-token"))
                .header("X-Client-Id", "0d5a8c1e-2f64-4c1b-9a55-3f0d8a7f6b21")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body()).at("/data/token").asText();
    }
}
