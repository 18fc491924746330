package io.longtake.studio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.media.jvm.Compilation;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.timeline.MediaItem;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The render process is stopped, orphaned, or fails. */
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
        ProjectEditor.Cut cut = new TimelineEditor(new SentenceEditor())
                .apply(Optional.empty(), media, "make a 10-minute video with smooth motion", 1);
        Path work = Files.createDirectory(folder.resolve("work"));
        job = new RenderJob("r1", cut.draft().orElseThrow(), media, 1, folder.resolve("film.mp4"), work);
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
    void cancelEndsARenderThatHasJustStarted() {
        AtomicBoolean begun = new AtomicBoolean();
        long[] asked = {0};
        BooleanSupplier cancelled = () -> {
            if (begun.get() && asked[0] == 0) {
                asked[0] = System.nanoTime();
            }
            return begun.get();
        };
        assertThatThrownBy(() -> new ChildProcessRunner().run(job, fraction -> begun.set(true), cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - asked[0])).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aHangingProcessIsStopped() {
        ChildProcessRunner impatient =
                new ChildProcessRunner(new ChildProcessRunner.Timeouts(Duration.ofSeconds(4), 0));
        assertThatThrownBy(() -> impatient.run(job, fraction -> signal("STOP"), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "the render was stopped at \\d+% after 4 s, the time limit for a film of this length");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void afterAKillAtHalfTheFilmIsTheSameAndLittleIsRepeated() throws Exception {
        RenderJob undisturbed = small("undisturbed");
        List<Double> steps = new CopyOnWriteArrayList<>();
        new ChildProcessRunner().run(undisturbed, fraction -> {}, () -> false);

        RenderJob killed = small("killed");
        AtomicBoolean once = new AtomicBoolean();
        List<String> wholeThen = new CopyOnWriteArrayList<>();
        new ChildProcessRunner()
                .run(
                        killed,
                        fraction -> {
                            steps.add(fraction);
                            if (fraction >= 0.5 && once.compareAndSet(false, true)) {
                                wholeThen.addAll(chunks(killed));
                                signal("KILL");
                            }
                        },
                        () -> false);

        assertThat(Files.mismatch(undisturbed.output(), killed.output())).isEqualTo(-1);
        double seconds = killed.draft().path("m").path("length").asLong() / 1000.0;
        assertThat(seconds).isEqualTo(24);
        // A chunk holds four seconds of film: chunks complete when the process died were not rendered again.
        assertThat(wholeThen).hasSizeGreaterThanOrEqualTo((int) ((seconds * 0.5 - 10) / 4 + 1));
        assertThat(chunks(killed)).containsAll(wholeThen);
        assertThat(steps).isSorted();
    }

    @Test
    void aProcessThatCrashesRepeatedlyIsAFailure() {
        assertThatThrownBy(() -> new ChildProcessRunner().run(job, fraction -> signal("KILL"), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the render process crashed 3 times");
    }

    /** The existing chunks, each with the time at which it was finished. */
    private static List<String> chunks(RenderJob of) {
        try (Stream<Path> files = Files.list(of.work())) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".h264")).toList()) {
                found.add(file.getFileName() + " "
                        + Files.readAttributes(file, "unix:ino").get("ino"));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name) {
        ProcessHandle.current().children().forEach(child -> {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** 24 seconds at a very small size: as many chunks as in a large film, in little time. */
    private RenderJob small(String name) throws IOException {
        ProjectEditor.Cut cut = new TimelineEditor(new SentenceEditor())
                .apply(Optional.empty(), job.media(), "make a 24-second video with smooth motion and music", 1);
        ObjectNode draft = cut.draft().orElseThrow().deepCopy();
        draft.withObject("/m").put("width", 320).put("height", 180);
        Path work = Files.createDirectories(folder.resolve(name).resolve("work"));
        return new RenderJob("r1", draft, job.media(), 1, folder.resolve(name).resolve("film.mp4"), work);
    }

    @Test
    void theProcessEndsWithItsParent() throws Exception {
        Path jobFile = Files.writeString(folder.resolve("job.json"), Json.write(job.json()));
        Process process = JavaChild.builder(RenderProcess.class, Compilation.HOT_LOOPS, 512, jobFile.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).startsWith(RenderProcess.MARK + RenderProcess.PROGRESS);
        process.getOutputStream().close();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void aFailureReportsTheReason() throws Exception {
        Files.writeString(folder.resolve("hill.png"), "not a picture any more");
        assertThatThrownBy(() -> new ChildProcessRunner().run(job, fraction -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hill.png");
    }
}
