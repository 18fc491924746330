package io.longtake.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** A minimal client of the contract. */
final class TestClient {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .readTimeout(Duration.ofSeconds(20))
            .retryOnConnectionFailure(false)
            // A kept-alive connection that the server closes meanwhile would make the next request fail.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final MediaType JSON = MediaType.get("application/json");

    private final String base;
    private String token = "";

    TestClient(String base) {
        this.base = base;
    }

    /** A response, read completely. */
    record Answer(int status, Headers headers, ByteString content) {
        byte[] bytes() {
            return content.toByteArray();
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(bytes());
            } catch (IOException e) {
                throw new IllegalStateException("not JSON: " + content.utf8(), e);
            }
        }

        int code() {
            return json().path("code").asInt(-1);
        }

        JsonNode data() {
            return json().path("data");
        }
    }

    TestClient registered() throws IOException {
        token = anonymous(UUID.randomUUID().toString()).data().path("token").asText();
        return this;
    }

    TestClient with(String given) {
        token = given;
        return this;
    }

    String token() {
        return token;
    }

    Answer anonymous(String client) throws IOException {
        return send(new Request.Builder()
                .url(base + "/api/auth/anonymous-token")
                .header("X-Client-Id", client)
                .post(RequestBody.create(new byte[0])));
    }

    Request.Builder request(String path) {
        return new Request.Builder()
                .url(base + path)
                .header("Authorization", "Bearer " + token)
                .header("X-Skill-Source", "image-to-video-long-duration")
                .header("X-Skill-Version", "0")
                .header("X-Skill-Platform", "unknown");
    }

    Answer get(String path) throws IOException {
        return send(request(path));
    }

    Answer post(String path, JsonNode body) throws IOException {
        return send(request(path).post(RequestBody.create(body.toString(), JSON)));
    }

    static Answer send(Request.Builder request) throws IOException {
        try (Response response = HTTP.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().byteString());
        }
    }

    static Response open(Request.Builder request) throws IOException {
        return HTTP.newCall(request.build()).execute();
    }

    String session() throws IOException {
        ObjectNode body = MAPPER.createObjectNode().put("task_name", "project").put("language", "en");
        return post("/api/tasks/me/with-session/nemo_agent", body)
                .data()
                .path("session_id")
                .asText();
    }

    Answer upload(String session, String name, byte[] content) throws IOException {
        return upload(session, List.of(MultipartBody.Part.createFormData("files", name, RequestBody.create(content))));
    }

    Answer upload(String session, List<MultipartBody.Part> parts) throws IOException {
        MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
        parts.forEach(body::addPart);
        return send(request("/api/upload-video/nemo_agent/me/" + session).post(body.build()));
    }

    Request.Builder chatRequest(String session, String text) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("app_name", "nemo_agent")
                .put("user_id", "me")
                .put("session_id", session);
        body.putObject("new_message").putArray("parts").addObject().put("text", text);
        return request("/run_sse")
                .header("Accept", "text/event-stream")
                .post(RequestBody.create(body.toString(), JSON));
    }

    /** All lines of a stream. */
    List<String> chat(String session, String text) throws IOException {
        try (Response response = open(chatRequest(session, text))) {
            List<String> lines = new ArrayList<>();
            for (String line = response.body().source().readUtf8Line();
                    line != null;
                    line = response.body().source().readUtf8Line()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
            return lines;
        }
    }

    JsonNode state(String session) throws IOException {
        return get("/api/state/nemo_agent/me/" + session + "/latest").data().path("state");
    }

    Answer export(String id, String session, JsonNode draft) throws IOException {
        ObjectNode body = MAPPER.createObjectNode().put("id", id).put("sessionId", session);
        body.set("draft", draft);
        body.putObject("output").put("format", "mp4").put("quality", "high");
        return post("/api/render/proxy/lambda", body);
    }

    JsonNode render(String id) throws IOException {
        return get("/api/render/proxy/lambda/" + id).json();
    }

    /** Repeats the request until the result is as wanted, for at most two minutes. */
    <T> T until(Reading<T> reading, Predicate<T> wanted) throws IOException {
        return until(reading, wanted, Duration.ofMinutes(2));
    }

    <T> T until(Reading<T> reading, Predicate<T> wanted, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        T last = reading.read();
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + last);
            }
            // The render needs the processor more than this loop.
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            last = reading.read();
        }
        return last;
    }

    interface Reading<T> {
        T read() throws IOException;
    }
}
