package io.longtake.load.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The requests of the contract as a short program makes them: no retries, no checks beyond the status. */
public final class PlainBackend {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "load-generator-boundary";

    private final HttpClient http;
    private final String url;
    private final String token;

    /** Requests a token. */
    public PlainBackend(String url) {
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.url = url;
        this.token = ask(HttpRequest.newBuilder(URI.create(url + "/api/auth/anonymous-token"))
                        .POST(BodyPublishers.noBody())
                        .build())
                .at("/data/token")
                .asText();
    }

    String open() {
        return post("/api/tasks/me/with-session/nemo_agent", object().put("task_name", "project"))
                .at("/data/session_id")
                .asText();
    }

    JsonNode state(String session) {
        return get("/api/state/nemo_agent/me/" + session + "/latest").at("/data/state");
    }

    void upload(String session, byte[] file, String name) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(file),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        ask(request("/api/upload-video/nemo_agent/me/" + session)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body)
                .build());
    }

    void credits() {
        get("/api/credits/balance/simple");
    }

    /** Sends a message and reads the stream to its end. */
    void chat(String session, String message) {
        ObjectNode body = object().put("session_id", session);
        body.putObject("new_message").putArray("parts").addObject().put("text", message);
        HttpRequest request = request("/run_sse")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try (InputStream stream =
                http.send(request, BodyHandlers.ofInputStream()).body()) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            if (!text.contains("\"text\"")) {
                throw new IllegalStateException("The backend did not reply: " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void submit(String session, String renderId, JsonNode draft) {
        ObjectNode body = object().put("id", renderId).put("sessionId", session);
        body.set("draft", draft);
        post("/api/render/proxy/lambda", body);
    }

    /** Whether the backend knows this render. */
    boolean knows(String renderId) {
        return status(request("/api/render/proxy/lambda/" + renderId).build()) == 200;
    }

    /** The address of the film; empty while the render is in progress. */
    Optional<String> poll(String renderId) {
        JsonNode state = get("/api/render/proxy/lambda/" + renderId);
        return Optional.of(state.at("/output/url").asText()).filter(film -> !film.isEmpty());
    }

    void download(String film, Path output) {
        try {
            int status = http.send(HttpRequest.newBuilder(URI.create(film)).build(), BodyHandlers.ofFile(output))
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException("The film can't be downloaded: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private JsonNode get(String path) {
        return ask(request(path).build());
    }

    private JsonNode post(String path, ObjectNode body) {
        return ask(request(path).POST(BodyPublishers.ofString(body.toString())).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private JsonNode ask(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200 || answer.path("code").asInt(0) != 0) {
                throw new IllegalStateException(request.uri() + ": " + response.statusCode() + " " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The request was interrupted.", e);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
