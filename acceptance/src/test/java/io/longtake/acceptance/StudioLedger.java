package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the ledger of a studio, and controls the studio's behaviour. */
final class StudioLedger {
    record Entry(String method, String path, String intent, int status) {
        boolean is(String wantedMethod, String wantedPath) {
            return method.equals(wantedMethod) && path.matches(wantedPath);
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final String address;

    StudioLedger(Product product) {
        this(product.home, product.service("studio").address());
    }

    /** @param folder contains the studio's data, at any depth */
    StudioLedger(Path folder, String address) {
        this.home = folder;
        this.address = address;
    }

    List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = ask(HttpRequest.newBuilder(
                                    URI.create("http://" + address + "/studio/ledger?after=" + after))
                            .GET())
                    .path("entries");
            if (page.isEmpty()) {
                return all;
            }
            for (JsonNode row : page) {
                after = row.path("id").asLong();
                all.add(new Entry(
                        row.path("method").asText(),
                        row.path("path").asText(),
                        row.path("intent").asText(),
                        row.path("status").asInt(0)));
            }
        }
    }

    long count(String method, String path) {
        return entries().stream().filter(e -> e.is(method, path)).count();
    }

    void setFaults(String json) {
        ask(HttpRequest.newBuilder(URI.create("http://" + address + "/studio/faults"))
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Whether a request is held in that moment now. */
    boolean holds(String delay) {
        JsonNode faults = ask(HttpRequest.newBuilder(URI.create("http://" + address + "/studio/faults"))
                .GET());
        return faults.path("holding").path(delay).asInt() > 0;
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            Path key = HomeFiles.in(home).stream()
                    .filter(file -> file.endsWith("admin.key"))
                    .findFirst()
                    .orElseThrow();
            HttpResponse<String> answer = HTTP.send(
                    request.header(
                                    "Authorization",
                                    "Bearer " + Files.readString(key).strip())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
