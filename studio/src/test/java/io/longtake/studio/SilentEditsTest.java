package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.nemo.ChatStream;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.sse.AgentEvent;
import io.longtake.activities.sse.EventStream;
import io.longtake.activities.sse.ReplyAssembler;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.activities.timeline.Timelines;
import io.longtake.network.http.HttpClients;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.config.StudioConfig.Chats;
import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.timeline.TimelineChange;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edits without a reply, on a studio in its production configuration: only the timeline shows what they did. */
@Timeout(300)
class SilentEditsTest {
    private static final NemoTimeouts TIMES = new NemoTimeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private Studio studio;
    private NemoClient client;
    private AccessToken token;
    private String session;

    @BeforeEach
    void open() throws IOException {
        studio = Studio.start(StudioConfig.in(folder.resolve("studio"))
                .withPrices(new StudioConfig.Prices(1000, 1, 0))
                .withChats(new Chats(Dialect.TYPED, Duration.ofMillis(100), Duration.ZERO, false, 0)));
        client = new NemoClient(
                NemoBackend.of(studio.baseUrl()),
                new NemoHeaders("image-to-video-long-duration", "0.1.0", "unknown"),
                TIMES,
                Clock.systemUTC(),
                new HttpClients(Map.of()));
        token = client.anonymousToken(UUID.randomUUID().toString()).token();
        session = client.createSession(token, "project", "en").sessionId();
        client.upload(
                token,
                session,
                List.of(picture("hill.png", 64), picture("lake.png", 65), picture("town.png", 66)),
                sent -> {},
                new CallScope());
        Request silence = new Request.Builder()
                .url(studio.baseUrl() + "/studio/faults")
                .header("Authorization", "Bearer " + studio.adminKey())
                .put(RequestBody.create("{\"silentEdits\":1}", MediaType.get("application/json")))
                .build();
        try (Response response = new OkHttpClient().newCall(silence).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        studio.close();
    }

    private UploadFile picture(String name, int widthPx) throws IOException {
        return new UploadFile(
                name, "image/png", Files.write(folder.resolve(name), TestStudios.png(widthPx, widthPx / 2)));
    }

    @Test
    void eachKindOfChangeIsReportedFromTheTimeline() throws IOException {
        assertThat(silent("a 15 second video, all zoom in, with calm music"))
                .contains("Length 0:15", "video: hill, lake, town (3 shots)", "music added: Calm")
                .contains("motion: zoom in", "transitions: crossfade 0.9 s", "ratio: 16:9");
        assertThat(silent("make it sepia")).isEqualTo("Look: sepia.");
        assertThat(silent("the second photo pans left")).isEqualTo("Motion of shot 2: zoom in → pan left.");
        assertThat(silent("use wipes of 0.5 seconds as transitions")).contains("ransitions: wipe 0.5 s");
        assertThat(silent("fade out at the end over 2 seconds")).contains("Fade out: 2 s");
        assertThat(silent("add the title \"Bali\" at the bottom"))
                .contains("Title added: “Bali”", "“Bali”: place bottom");
        assertThat(silent("make the title red")).isEqualTo("Colour of “Bali”: #e53935.");
        assertThat(silent("make it 9:16")).contains("atio: 9:16");
        assertThat(silent("music at 40%")).contains("usic changed: Calm (0:00-0:15, 40%)");
        assertThat(silent("undo")).contains("usic changed: Calm (0:00-0:15, 100%)");
        assertThat(silent("show the third photo for 3 seconds")).contains("ime on screen");
        assertThat(silent("no fade out")).contains("ade out: none");
    }

    @Test
    void anEditThatTheTimelineDoesNotShowGetsAReply() throws IOException {
        silent("a 15 second video");

        assertThat(chat("make it 15 seconds")).contains("15 s");
        assertThat(chat("black and white, and remove the dogs")).contains("dogs");
        // A title after the film's end is kept for a longer film, but is not on the current timeline.
        assertThat(chat("title \"Later\" from 20 to 25 seconds")).isNotBlank();
    }

    /** The report on a message without a reply, created as a session does. */
    private String silent(String message) throws IOException {
        TimelineSnapshot before = snapshot();
        assertThat(chat(message)).as("the reply to %s", message).isEmpty();
        TimelineSnapshot after = snapshot();
        assertThat(after.sameAs(before)).as("unchanged by %s", message).isFalse();
        String report = TimelineChange.describe(Optional.of(before), after);
        assertThat(report).doesNotContain("details of the timeline", "{", "[", "_");
        return report;
    }

    private TimelineSnapshot snapshot() {
        return Timelines.snapshot(
                client.state(token, session), new MediaRef("0".repeat(64), 1, "draft.json", "application/json"));
    }

    private String chat(String message) throws IOException {
        ReplyAssembler reply = new ReplyAssembler();
        try (ChatStream stream = client.chat(token, session, message, new CallScope())) {
            EventStream reader = new EventStream(stream.bytes(), StreamBounds.DEFAULT);
            for (Optional<AgentEvent> next = reader.next(); next.isPresent(); next = reader.next()) {
                reply.accept(next.get());
            }
        }
        return reply.reply();
    }
}
