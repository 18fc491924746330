package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.nemo.ChatStream;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.token.Redaction;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.Expectation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs against a real server of Google's Agent Development Kit, with complete and with streamed replies.
 * {@code activities/src/test/adk/run} starts the server and runs this test; without {@code adk.url} the test is skipped.
 */
@EnabledIfSystemProperty(named = "adk.url", matches = "http.*")
@ParameterizedClass
@ValueSource(strings = {"", "/streaming"})
@Timeout(60)
class AgentKitTest {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final NemoTimeouts TIMES = new NemoTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final String server = System.getProperty("adk.url", "");
    private final NemoClient client;

    AgentKitTest(String mode) {
        client = new NemoClient(
                NemoBackend.of(server + mode), FakeCloud.HEADERS, TIMES, Clock.systemUTC(), new HttpClients(Map.of()));
    }

    private String session() throws IOException {
        String id = UUID.randomUUID().toString();
        Request request = new Request.Builder()
                .url(server + "/apps/nemo_agent/users/me/sessions/" + id)
                .post(RequestBody.create("{}", JSON))
                .build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
        return id;
    }

    private ChatRecord said(String session, String message) {
        CallScope scope = new CallScope();
        ChatLimits limits = new ChatLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        ChatReading reading = new ChatReading(scope, ChatWatch.started(limits), Redaction.of(FakeCloud.TOKEN));
        try (ChatStream stream = client.chat(FakeCloud.TOKEN, session, message, scope)) {
            return reading.read(stream.bytes(), StreamBounds.DEFAULT);
        }
    }

    private ChatOutcome outcome(String message) throws IOException {
        ChatRecord record = said(session(), message);
        assertThat(record.unreadable()).isZero();
        return ChatOutcomes.of(message, record);
    }

    @Test
    void aReplyIsCompleteAndAppearsOnce() throws IOException {
        assertThat(outcome("plain"))
                .isEqualTo(new ChatOutcome.Replied(
                        "I added a title, “Grüße 🎬”, and music.", List.of(), List.of(Expectation.CHANGE)));
    }

    @Test
    void toolsAreNotShownAndTheTextAroundThemIs() throws IOException {
        assertThat(outcome("tools"))
                .isEqualTo(new ChatOutcome.Replied(
                        "Let me look at the timeline.\n\nDone: the music is softer now.",
                        List.of(),
                        List.of(Expectation.CHANGE)));
    }

    @Test
    void thoughtsAreNotShown() throws IOException {
        assertThat(outcome("thoughts"))
                .isEqualTo(new ChatOutcome.Replied("The title is blue now.", List.of(), List.of(Expectation.CHANGE)));
    }

    @Test
    void anEditWithoutTextIsSilent() throws IOException {
        assertThat(outcome("silent")).isEqualTo(new ChatOutcome.Silent(List.of(Expectation.CHANGE)));
    }

    @Test
    void anEventOfFourMegabytesIsRead() throws IOException {
        ChatRecord record = said(session(), "long");

        assertThat(record.end()).isEqualTo(ChatEnd.CLOSED);
        assertThat(record.reply()).hasSize((4 << 20) - 1).startsWith("0123456789abcde\n0123");
    }

    @Test
    void anErrorOfTheModelIsABackendRefusal() throws IOException {
        assertThat(outcome("code")).isEqualTo(new ChatOutcome.Refused("The model has no quota left.", ""));
    }

    @Test
    void aCrashInTheStreamIsReportedOnceAsABackendRefusal() throws IOException {
        assertThat(outcome("crash"))
                .isInstanceOfSatisfying(ChatOutcome.Refused.class, refused -> assertThat(refused.message())
                        .isEqualTo("the model fell over"));
    }

    @Test
    void aPauseOfTheModelIsAwaited() throws IOException {
        assertThat(outcome("slow"))
                .isEqualTo(new ChatOutcome.Replied("It took a while.", List.of(), List.of(Expectation.CHANGE)));
    }

    @Test
    void aSessionContinuesFromMessageToMessage() throws IOException {
        String session = session();

        assertThat(said(session, "plain").reply()).startsWith("I added a title");
        assertThat(said(session, "thoughts").reply()).isEqualTo("The title is blue now.");
    }

    @Test
    void anUnknownSessionIsReportedAndNothingWasDone() {
        NemoException e = catchThrowableOfType(NemoException.class, () -> said("nobody", "plain"));

        assertThat(e).isInstanceOf(NemoException.SessionNotFound.class);
        assertThat(e.delivery()).isEqualTo(Delivery.REFUSED);
    }
}
