package io.longtake.studio;

import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.film.render.FilmRenderer;
import io.longtake.studio.render.InProcessRunner;
import io.longtake.studio.upload.FileInspector;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.imageio.ImageIO;

/** Studios for tests: production components except for the editor and the renderer. */
final class TestStudios {
    private TestStudios() {}

    static StudioConfig quick(Path folder) {
        return StudioConfig.in(folder)
                .withChats(new StudioConfig.Chats(
                        StudioConfig.Dialect.TYPED, Duration.ofMillis(50), Duration.ofMillis(120), false, 0));
    }

    static StudioComponents parts(FilmRenderer renderer) {
        return parts(renderer, Clock.systemUTC());
    }

    static StudioComponents parts(FilmRenderer renderer, Clock clock) {
        FakeEditor editor = new FakeEditor();
        return new StudioComponents(editor, new InProcessRunner(editor, renderer), new FileInspector(), clock);
    }

    static Studio start(StudioConfig config) throws IOException {
        return Studio.start(config, parts(FakeRenderer.free()));
    }

    static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
