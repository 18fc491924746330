package io.longtake.studio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.libav.FilmParts;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.timeline.MediaItem;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a film, rendered in real child processes. */
class PartProcessesTest {
    @TempDir
    Path folder;

    /** Processes that other tests of this JVM have left. */
    private final Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());

    private final ProjectEditor editor = new TimelineEditor(new SentenceEditor());
    private RenderJob job;
    private FilmParts parts;
    private PartProcesses processes;

    @BeforeEach
    void plan() throws IOException {
        Path picture = folder.resolve("hill.png");
        ImageIO.write(new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        List<MediaItem> media =
                List.of(new MediaItem("m1", MediaItem.Kind.IMAGE, "hill", picture, 640, 400, Duration.ZERO));
        ObjectNode draft = editor.apply(
                        Optional.empty(), media, "make a 10-second video with smooth motion and music", 1)
                .draft()
                .orElseThrow()
                .deepCopy();
        draft.withObject("/m").put("width", 320).put("height", 180);
        Path work = Files.createDirectories(folder.resolve("work"));
        job = new RenderJob("r1", draft, media, 1, folder.resolve("film.mp4"), work);
        parts = FilmParts.of(film(job));
        processes = new PartProcesses(folder.resolve("rendering"));
    }

    private Film film(RenderJob of) {
        return editor.film(of.draft(), of.media(), of.seed());
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    /** The job with a work folder and a copy of the picture in {@code in}, as on another machine. */
    private RenderJob elsewhere(Path in) throws IOException {
        MediaItem item = job.media().get(0);
        Path copy = Files.copy(item.file(), in.resolve("copy.png"), StandardCopyOption.REPLACE_EXISTING);
        MediaItem moved = new MediaItem(
                item.id(), item.kind(), item.name(), copy, item.widthPx(), item.heightPx(), item.length());
        return new RenderJob(
                job.id(),
                job.draft(),
                List.of(moved),
                job.seed(),
                in.resolve("film.mp4"),
                Files.createDirectories(in.resolve("work")));
    }

    private Path render(String part) throws IOException, InterruptedException {
        return processes.render(
                "film-1",
                this::elsewhere,
                part,
                done -> {},
                () -> false,
                file -> Files.move(file, job.work().resolve(part)));
    }

    @Test
    void aFilmOfSeparatelyRenderedPartsIsTheSameFile() throws Exception {
        Path together = folder.resolve("together.mp4");
        Path other = Files.createDirectories(folder.resolve("other"));
        new LibavFilmRenderer().render(film(job), together, other, done -> {}, () -> false);

        List<String> missing = parts.missing(job.work());
        assertThat(missing).hasSize(4).allSatisfy(name -> assertThat(name).matches("(sound|chunk)-[0-9a-f]{32}\\..+"));
        // In another order than that of the film.
        for (int i = missing.size() - 1; i >= 0; i--) {
            render(missing.get(i));
        }
        assertThat(parts.missing(job.work())).isEmpty();
        new LibavFilmRenderer().render(film(job), job.output(), job.work(), done -> {}, () -> false);

        assertThat(Files.mismatch(together, job.output())).isEqualTo(-1);
        assertThat(children()).as("one process renders all parts of a film").isEqualTo(1);
    }

    private long children() {
        return renderers().count();
    }

    private Stream<ProcessHandle> renderers() {
        return ProcessHandle.current().children().filter(process -> process.isAlive() && !others.contains(process));
    }

    @Test
    void aProcessRendersForOneFilmOnly() throws Exception {
        String part = parts.missing(job.work()).get(1);
        processes.render("film-1", this::elsewhere, part, done -> {}, () -> false, file -> file);
        long first = child();
        processes.render("film-2", this::elsewhere, part, done -> {}, () -> false, file -> file);

        assertThat(child()).isNotEqualTo(first);
        assertThat(children()).isEqualTo(1);
        try (Stream<Path> folders = Files.list(folder.resolve("rendering"))) {
            assertThat(folders).hasSize(1);
        }
    }

    private long child() {
        return renderers().findFirst().orElseThrow().pid();
    }

    @Test
    void aCancelledPartEndsItsProcess() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        String part = parts.missing(job.work()).get(1);
        assertThatThrownBy(() -> processes.render(
                        "film-1", this::elsewhere, part, done -> begun.set(true), begun::get, file -> file))
                .isInstanceOf(CancellationException.class);
        assertThat(children()).isZero();
    }

    @Test
    void aProcessThatDiesIsReplaced() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        String part = parts.missing(job.work()).get(1);
        Path file = processes.render(
                "film-1",
                this::elsewhere,
                part,
                done -> {
                    if (once.compareAndSet(false, true)) {
                        ProcessHandle.of(child()).orElseThrow().destroyForcibly();
                    }
                },
                () -> false,
                made -> Files.move(made, job.work().resolve(part)));
        assertThat(file).exists();
        assertThat(parts.missing(job.work())).doesNotContain(part);
    }

    @Test
    void aPartThatKillsEachProcessIsUnrenderable() {
        String part = parts.missing(job.work()).get(1);
        assertThatThrownBy(() -> processes.render(
                        "film-1",
                        this::elsewhere,
                        part,
                        done -> ProcessHandle.of(child()).orElseThrow().destroyForcibly(),
                        () -> false,
                        made -> made))
                .isInstanceOf(PartProcesses.UnrenderableException.class)
                .hasMessageContaining("crashed 3 times");
    }

    @Test
    void aDamagedFileIsNamed() {
        // The name of a part depends on the content, so the plan is made after the damage.
        assertThatThrownBy(() -> {
                    Files.writeString(job.media().get(0).file(), "not a picture any more");
                    parts = FilmParts.of(film(job));
                    render(parts.missing(job.work()).get(1));
                })
                .isInstanceOf(PartProcesses.UnrenderableException.class)
                .hasMessageContaining("copy.png");
    }

    @Test
    void aPartOfAnotherVersionIsUnknown() {
        assertThatThrownBy(() -> render("chunk-" + "0".repeat(32) + ".h264"))
                .isInstanceOf(PartProcesses.UnknownPartException.class);
    }
}
