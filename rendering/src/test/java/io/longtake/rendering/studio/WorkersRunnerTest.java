package io.longtake.rendering.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.files.digest.Sha256;
import io.longtake.rendering.worker.PartActivities;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.TimelineEditor;
import io.longtake.studio.render.ChildProcessRunner;
import io.longtake.studio.render.PartProcesses;
import io.longtake.studio.render.RenderJob;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.workflows.Installation;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.film.DiscardContent;
import io.longtake.workflows.film.FilmActivities;
import io.longtake.workflows.film.FilmRenderWorkflowImpl;
import io.longtake.workflows.film.RenderPart;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film rendered by a worker with real child processes, over an in-memory Temporal server. */
class WorkersRunnerTest {
    @TempDir
    Path folder;

    private final ProjectEditor editor = new TimelineEditor(new SentenceEditor());
    private final List<String> rendered = new CopyOnWriteArrayList<>();
    private FileMediaStore store;
    private PartActivities worker;
    private TestWorkflowEnvironment server;
    private List<MediaItem> media;
    private ObjectNode draft;
    /** Whether the store loses each part as soon as it is finished. */
    private volatile boolean losesParts;

    /** The worker's activities, with a record of the parts. */
    private final class Recorded implements FilmActivities {
        @Override
        public MediaRef renderPart(RenderPart request) {
            MediaRef part = worker.renderPart(request);
            rendered.add(part.name());
            if (losesParts) {
                discardContent(new DiscardContent(List.of(part)));
            }
            return part;
        }

        @Override
        public void discardContent(DiscardContent request) {
            worker.discardContent(request);
        }
    }

    @BeforeEach
    void start() throws IOException {
        store = new FileMediaStore(folder.resolve("store"));
        worker = new PartActivities(store, new PartProcesses(folder.resolve("rendering")));
        server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        server.newWorker(
                        TaskQueue.SESSIONS.queueName(),
                        WorkerOptions.newBuilder()
                                .setDefaultDeadlockDetectionTimeout(60_000)
                                .build())
                .registerWorkflowImplementationTypes(FilmRenderWorkflowImpl.class);
        server.newWorker(
                        TaskQueue.RENDERING.queueName(),
                        WorkerOptions.newBuilder()
                                .setMaxConcurrentActivityExecutionSize(1)
                                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(200))
                                .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(200))
                                .build())
                .registerActivitiesImplementations(new Recorded());
        server.start();

        Path picture = folder.resolve("m1.png");
        ImageIO.write(new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        media = List.of(new MediaItem("m1", MediaItem.Kind.IMAGE, "hill", picture, 640, 400, Duration.ZERO));
        draft = draft("make a 14-second video with smooth motion and music");
    }

    private ObjectNode draft(String prompt) {
        ObjectNode made = editor.apply(Optional.empty(), media, prompt, 1)
                .draft()
                .orElseThrow()
                .deepCopy();
        made.withObject("/m").put("width", 320).put("height", 180);
        return made;
    }

    @AfterEach
    void stop() {
        server.close();
        worker.close();
    }

    private RenderJob job(String id) throws IOException {
        Path in = folder.resolve(id);
        return new RenderJob(id, draft, media, 1, in.resolve("film.mp4"), Files.createDirectories(in.resolve("work")));
    }

    private WorkersRunner runner() {
        return new WorkersRunner(editor, new ChildProcessRunner(), store, Client::new, "studio");
    }

    private final class Client implements WorkersRunner.Connection.Opened {
        @Override
        public WorkflowClient client() {
            return server.getWorkflowClient();
        }

        @Override
        public void close() {}
    }

    private WorkflowExecutionStatus status(String id) {
        return server.getWorkflowClient()
                .newUntypedWorkflowStub(Installation.filmId("studio", id))
                .describe()
                .getStatus();
    }

    private List<String> stored() {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .map(file ->
                            file.getParent().getFileName() + file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFilmIsIdenticalToALocallyRenderedOneAndNoPartRemainsInTheStore() throws Exception {
        RenderJob local = job("local");
        new ChildProcessRunner().run(local, done -> {}, () -> false);
        RenderJob remote = job("remote");
        List<Double> steps = new CopyOnWriteArrayList<>();
        runner().run(remote, steps::add, () -> false);

        assertThat(Files.mismatch(local.output(), remote.output())).isEqualTo(-1);
        assertThat(rendered).hasSize(5).doesNotHaveDuplicates();
        assertThat(stored()).containsExactly(Sha256.of(media.get(0).file()));
        assertThat(steps).last().isEqualTo(1.0);
        assertThat(status("remote")).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    }

    @Test
    void afterATitleWasChangedOnlyTheChunksThatShowItAreRendered() throws Exception {
        RenderJob first = job("first");
        runner().run(first, done -> {}, () -> false);
        rendered.clear();
        draft = draft("make a 14-second video with smooth motion and music, with the title \"Hills\" at the start");
        RenderJob second = new RenderJob("second", draft, media, 1, first.output(), first.work());
        runner().run(second, done -> {}, () -> false);

        assertThat(rendered).isNotEmpty().hasSizeLessThan(4).noneMatch(name -> name.startsWith("sound"));
    }

    @Test
    void aRestartedStudioContinuesWithTheSameWorkflow() throws Exception {
        RenderJob job = job("r1");
        Thread studio = Thread.currentThread();
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() -> runner().run(
                                job,
                                done -> {
                                    // At the first report, because the parts take less than a second each.
                                    if (begun.compareAndSet(false, true)) {
                                        studio.interrupt();
                                    }
                                },
                                () -> false))
                .isInstanceOf(InterruptedException.class);
        assertThat(status("r1")).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        runner().run(job, done -> {}, () -> false);

        assertThat(job.output()).exists();
        assertThat(rendered).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aCancelledRenderCancelsItsWorkflowAndEndsTheChildProcess() throws Exception {
        draft = draft("make a 10-minute video with smooth motion");
        RenderJob job = job("r1");
        // The first part is the sound, which takes seconds: the in-memory server can't cancel a part that ends at that
        // moment.
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(
                        () -> runner().run(job, done -> begun.set(true), () -> begun.get() && aPartIsBeingRendered()))
                .isInstanceOf(CancellationException.class);

        assertThat(status("r1")).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        // A process between two parts is kept for the next one; a cancelled part has ended its process.
        worker.close();
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(20));
        }
        assertThat(stored()).containsExactly(Sha256.of(media.get(0).file()));
        assertThat(job.output()).doesNotExist();
    }

    private static boolean aPartIsBeingRendered() {
        return ProcessHandle.current().children().anyMatch(ProcessHandle::isAlive);
    }

    @Test
    void partsThatTheStoreLostAreRenderedByTheStudio() throws Exception {
        losesParts = true;
        RenderJob job = job("r1");
        runner().run(job, done -> {}, () -> false);

        assertThat(job.output()).exists();
        assertThat(rendered).hasSize(5);
    }

    @Test
    void aDamagedFileFailsTheRenderAndIsNamedAsInTheStudio() throws Exception {
        Files.writeString(media.get(0).file(), "not a picture any more");
        RenderJob job = job("r1");
        assertThatThrownBy(() -> runner().run(job, done -> {}, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("m1.png is not an image");
        assertThat(status("r1")).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED);
    }
}
