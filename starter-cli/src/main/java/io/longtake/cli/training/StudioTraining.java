package io.longtake.cli.training;

import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.activities.nemo.answer.RenderAnswer;
import io.longtake.activities.nemo.http.CallScope;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.activities.sse.EventStream;
import io.longtake.activities.sse.StreamBounds;
import io.longtake.cli.environment.Version;
import io.longtake.media.intake.Intake;
import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import io.longtake.media.picture.StillWriter;
import io.longtake.studio.Studio;
import io.longtake.studio.StudioComponents;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import io.longtake.studio.project.MediaFacts;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.render.InProcessRunner;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.SaliencyProcess;
import io.longtake.studio.timeline.MediaItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The work of the studio and of its child processes, without child processes: a picture becomes a film of one second. */
final class StudioTraining implements AutoCloseable {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final String PROMPT = "make a 1-second video with slow zoom in, a title \"A\" and calm music";
    private static final Duration RENDER_LIMIT = Duration.ofSeconds(60);

    private static final Set<RenderAnswer.Phase> WAITING =
            EnumSet.of(RenderAnswer.Phase.PENDING, RenderAnswer.Phase.PROCESSING);

    private final Path folder;
    private final Studio studio;

    /** @param data the folder of the studio */
    StudioTraining(Path folder, Path data) throws IOException {
        this.folder = folder;
        var defaults = StudioConfig.in(data);
        var chats = new StudioConfig.Chats(
                defaults.chats().dialect(), defaults.chats().heartbeat(), Duration.ZERO, false, 0);
        var editor = new TimelineEditor(new SentenceEditor(StudioTraining::focusPoints));
        this.studio = Studio.start(
                defaults.withChats(chats),
                new StudioComponents(
                        editor,
                        new InProcessRunner(editor, new LibavFilmRenderer()),
                        StudioTraining::facts,
                        Clock.systemUTC()));
    }

    String address() {
        return studio.baseUrl().substring("http://".length());
    }

    private static FocusPoints focusPoints(MediaItem picture) {
        try {
            return SaliencyProcess.focusPoints(picture.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaFacts facts(Path file) throws IOException {
        Intake.inspect(file);
        return new MediaFacts(MediaItem.Kind.IMAGE, "jpg", Duration.ZERO, WIDTH, HEIGHT, 0);
    }

    /** Writes a picture and reads it as the process does that inspects files. */
    Path picture() throws IOException {
        var png = folder.resolve("training.png");
        var jpeg = folder.resolve("training.jpg");
        var picture = PackedPicture.black(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.y().set(x, y, 16 + (x * 3 + y * 5) % 200);
            }
        }
        StillWriter.png(picture, png);
        try (Still still = StillReader.read(png)) {
            StillWriter.jpeg(still, jpeg);
        }
        Intake.inspect(jpeg);
        return jpeg;
    }

    /** The requests of one job, as a worker sends them. */
    void film(Path picture) throws IOException, InterruptedException {
        var headers = new NemoHeaders("longtake", Version.current(), "training");
        try (var clients = new NemoClients(headers, NemoTimeouts.DEFAULT, Optional::of, Map.of())) {
            NemoClient client = clients.at(studio.baseUrl());
            AccessToken token =
                    client.anonymousToken(UUID.randomUUID().toString()).token();
            client.credits(token);
            var session = client.createSession(token, "training", "en").sessionId();
            client.upload(
                    token,
                    session,
                    List.of(new UploadFile("training.jpg", "image/jpeg", picture)),
                    bytes -> {},
                    new CallScope());
            try (var chat = client.chat(token, session, PROMPT, new CallScope())) {
                var events = new EventStream(chat.bytes(), StreamBounds.DEFAULT);
                while (events.next().isPresent()) {
                    // Reads to the end.
                }
            }
            var draft = client.state(token, session).draft();
            client.submitRender(token, "training", session, draft);
            long start = System.nanoTime();
            while (WAITING.contains(client.render(token, "training").phase())
                    && System.nanoTime() - start < RENDER_LIMIT.toNanos()) {
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() throws IOException {
        studio.close();
    }
}
