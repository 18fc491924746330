package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Chats;
import io.longtake.studio.config.StudioConfig.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are never lost, never applied twice, and streamed in both dialects. */
class ChatTest {
    private static final Duration BEAT = Duration.ofMillis(30);

    @TempDir
    Path folder;

    private StudioConfig config(Chats chats) {
        return TestStudios.quick(folder).withChats(chats);
    }

    private interface Visit {
        void by(TestClient visitor) throws Exception;
    }

    /** Runs a test against a studio with this configuration. */
    private void visit(Chats chats, Visit visit) throws Exception {
        try (Studio studio = TestStudios.start(config(chats))) {
            visit.by(new TestClient(studio.baseUrl()).registered());
        }
    }

    private static String readySession(TestClient visitor) throws IOException {
        String session = visitor.session();
        visitor.upload(session, "a.png", TestStudios.png(8, 8));
        return session;
    }

    private static String title(JsonNode state) {
        return state.path("draft")
                .path("t")
                .path(2)
                .path("sg")
                .path(0)
                .path("m")
                .path("name")
                .asText();
    }

    @Test
    void anEditContinuesWhenTheClientDisconnects() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ofMillis(400), false, 0);
        visit(chats, visitor -> {
            String session = readySession(visitor);
            try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
                assertThat(response.body().source().readUtf8Line()).isEqualTo("data: {\"type\":\"heartbeat\"}");
            }
            assertThat(title(visitor.state(session))).isEmpty();
            visitor.until(() -> title(visitor.state(session)), "hello"::equals);
        });
    }

    @Test
    void aStartedMessageIsFinishedByTheNextStudio() throws Exception {
        Chats endless = new Chats(Dialect.TYPED, BEAT, Duration.ofHours(1), false, 0);
        String token;
        String session;
        try (Studio studio = TestStudios.start(config(endless))) {
            TestClient visitor = new TestClient(studio.baseUrl()).registered();
            token = visitor.token();
            session = readySession(visitor);
            try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
                response.body().source().readUtf8Line();
            }
        }
        try (Studio studio = TestStudios.start(TestStudios.quick(folder))) {
            TestClient visitor = new TestClient(studio.baseUrl()).with(token);
            visitor.until(() -> title(visitor.state(session)), "hello"::equals);
            assertThat(studio.ledger().stream()
                            .filter(entry -> entry.path().equals("/run_sse"))
                            .map(entry -> entry.intent().orElse("")))
                    .containsExactly("hello");
        }
    }

    @Test
    void messagesOfASessionAreAppliedInOrder() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ofMillis(200), false, 0);
        visit(chats, visitor -> {
            String session = readySession(visitor);
            try (Response first = TestClient.open(visitor.chatRequest(session, "one"))) {
                first.body().source().readUtf8Line();
                visitor.chat(session, "two");
            }
            assertThat(title(visitor.state(session))).isEqualTo("one / two");
        });
    }

    @Test
    void heartbeatsAreSentWhileTheEditRuns() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ofMillis(400), false, 0);
        visit(chats, visitor -> {
            List<String> lines = visitor.chat(readySession(visitor), "hello");
            assertThat(lines.stream().filter("data: {\"type\":\"heartbeat\"}"::equals))
                    .hasSizeGreaterThan(4);
            assertThat(lines).anyMatch(line -> line.contains("\"type\":\"tool_call\""));
            assertThat(lines).anyMatch(line -> line.contains("\"type\":\"tool_result\""));
        });
    }

    @Test
    void aboutThreeOfTenEditsEndWithoutAReplyAndTheStateShowsThem() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ZERO, false, 0.3);
        visit(chats, visitor -> {
            String session = readySession(visitor);
            List<Integer> silent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                if (visitor.chat(session, "m" + i).stream().noneMatch(line -> line.contains("\"text\""))) {
                    silent.add(i);
                }
                assertThat(title(visitor.state(session))).endsWith("m" + i);
            }
            assertThat(silent).hasSizeBetween(5, 20);
        });
    }

    @Test
    void everyEditHasAReplyByDefault() throws Exception {
        visit(StudioConfig.in(folder).chats(), visitor -> {
            String session = readySession(visitor);
            for (int i = 0; i < 20; i++) {
                assertThat(visitor.chat(session, "m" + i)).anyMatch(line -> line.contains("\"text\""));
            }
        });
    }

    @Test
    void anEditThatChangesNothingIsNeverSilent() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ZERO, false, 1);
        visit(chats, visitor -> {
            String empty = visitor.session();
            assertThat(visitor.chat(empty, "make it more cinematic"))
                    .anyMatch(line -> line.contains("No image was uploaded yet."));
        });
    }

    @Test
    void theAdkDialectRepeatsTheWholeText() throws Exception {
        Chats chats = new Chats(Dialect.ADK, BEAT, Duration.ofMillis(100), false, 0);
        visit(chats, visitor -> {
            List<String> lines = visitor.chat(readySession(visitor), "a rather long title for a picture");
            assertThat(lines).contains(": working");
            StringBuilder partial = new StringBuilder();
            String whole = "";
            for (String line : lines) {
                if (line.startsWith("data: ")) {
                    JsonNode event = TestClient.MAPPER.readTree(line.substring("data: ".length()));
                    String text = event.path("content")
                            .path("parts")
                            .path(0)
                            .path("text")
                            .asText();
                    if (event.path("partial").asBoolean()) {
                        partial.append(text);
                    } else {
                        whole = text;
                    }
                }
            }
            assertThat(whole).isEqualTo("The title says: a rather long title for a picture");
            assertThat(partial).hasToString(whole);
            assertThat(lines).anyMatch(line -> line.contains("functionCall"));

            TestClient.Answer unknown = TestClient.send(visitor.chatRequest("ses_none", "hello"));
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.json().path("detail").asText()).isEqualTo("Session not found: ses_none");
        });
    }

    @Test
    void withTwoStagesTheVideoTrackAppearsFirst() throws Exception {
        Chats chats = new Chats(Dialect.TYPED, BEAT, Duration.ofSeconds(1), true, 0);
        visit(chats, visitor -> {
            String session = readySession(visitor);
            try (Response response = TestClient.open(visitor.chatRequest(session, "hello"))) {
                response.body().source().readUtf8Line();
                visitor.until(
                        () -> visitor.state(session).path("draft").path("t").size(), size -> size == 1);
                visitor.until(
                        () -> visitor.state(session).path("draft").path("t").size(), size -> size == 3);
            }
        });
    }
}
