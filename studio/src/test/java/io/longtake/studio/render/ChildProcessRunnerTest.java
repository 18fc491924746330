package io.longtake.studio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.studio.editor.MediaItem;
import io.longtake.studio.editor.SentenceEditor;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import io.longtake.studio.project.EditingDesk;
import io.longtake.studio.project.TimelineDesk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The render's own process: stopped, orphaned, failing. */
class ChildProcessRunnerTest {
    @TempDir
    Path folder;

    private RenderJob job;

    @BeforeEach
    void plan() throws IOException {
        Path picture = folder.resolve("hill.png");
        ImageIO.write(new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        List<MediaItem> media =
                List.of(new MediaItem("m1", MediaItem.Kind.IMAGE, "hill", picture, 640, 400, Duration.ZERO));
        EditingDesk.Cut cut = new TimelineDesk(new SentenceEditor())
                .apply(Optional.empty(), media, "make a 10-minute video with smooth motion", 1);
        Path work = Files.createDirectory(folder.resolve("work"));
        job = new RenderJob(cut.draft().orElseThrow(), media, 1, folder.resolve("film.mp4"), work);
    }

    @Test
    void cancelEndsTheProcess() {
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() -> new ChildProcessRunner().run(job, fraction -> begun.set(true), begun::get))
                .isInstanceOf(CancellationException.class);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(job.output()).doesNotExist();
    }

    @Test
    void theProcessEndsWithItsParent() throws Exception {
        Path jobFile = Files.writeString(folder.resolve("job.json"), Json.write(RenderProcess.write(job)));
        Process process = JavaChild.builder(RenderProcess.class, 512, jobFile.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).startsWith(RenderProcess.MARK + RenderProcess.PROGRESS);
        process.getOutputStream().close();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void aFailureSaysWhy() throws Exception {
        Files.writeString(folder.resolve("hill.png"), "not a picture any more");
        assertThatThrownBy(() -> new ChildProcessRunner().run(job, fraction -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hill.png");
    }
}
