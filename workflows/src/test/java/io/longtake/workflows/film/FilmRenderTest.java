package io.longtake.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.Installation;
import io.longtake.workflows.Limits;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("records-histories")
class FilmRenderTest {
    private static final MediaRef FILM = new MediaRef("f".repeat(64), 100, "film-r1.json", "application/json");
    private static final String ID = Installation.filmId("studio", "r1");

    private final Workers workers = new Workers();
    private final WorkflowTestServer stage = new WorkflowTestServer(workers, WorkflowTestServer.Options.plain());

    /** Render workers that finish each part at once, unless told otherwise. */
    private static final class Workers implements FilmActivities {
        final List<String> rendered = new CopyOnWriteArrayList<>();
        final List<String> discarded = new CopyOnWriteArrayList<>();
        final Set<String> lost = ConcurrentHashMap.newKeySet();
        final Set<String> unusable = ConcurrentHashMap.newKeySet();
        final AtomicInteger held = new AtomicInteger();
        volatile CountDownLatch hold = new CountDownLatch(0);
        volatile boolean endless;

        @Override
        public MediaRef renderPart(RenderPart request) {
            assertThat(request.film()).isEqualTo(FILM);
            Activity.getExecutionContext().heartbeat(new PartProgress(0.5));
            rendered.add(request.part());
            if (lost.remove(request.part())) {
                // Nothing is ever heard of this attempt again.
                Activity.getExecutionContext().doNotCompleteOnReturn();
                return part(request.part());
            }
            if (unusable.contains(request.part())) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "m1.jpg can't be used: it is damaged", FailureType.PART_FAILED.name());
            }
            waitWhileHeld(request.part());
            return part(request.part());
        }

        private void waitWhileHeld(String part) {
            held.incrementAndGet();
            try {
                while (!hold.await(20, TimeUnit.MILLISECONDS)) {
                    if (endless) {
                        Activity.getExecutionContext().heartbeat(new PartProgress(0.6));
                    }
                }
            } catch (ActivityCompletionException cancelled) {
                rendered.add(part + " cancelled");
                throw cancelled;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                held.decrementAndGet();
            }
        }

        @Override
        public void discardContent(DiscardContent request) {
            request.content().stream().map(MediaRef::name).forEach(discarded::add);
        }
    }

    private static MediaRef part(String name) {
        return new MediaRef("a".repeat(64), 10, name, "application/octet-stream");
    }

    private static List<String> parts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "chunk-" + i).toList();
    }

    private WorkflowStub start(List<String> parts) {
        FilmRenderWorkflow workflow = stage.client()
                .newWorkflowStub(
                        FilmRenderWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        WorkflowClient.start(workflow::render, new FilmRenderInput(FILM, parts));
        return stage.untyped(ID);
    }

    @AfterEach
    void stop() {
        workers.hold.countDown();
        stage.close();
    }

    @Test
    void allPartsAreRenderedOnceAndListedInPages() {
        List<String> parts = parts(Limits.PARTS_PER_ANSWER + 30);
        WorkflowStub film = start(parts);
        film.getResult(Void.class);

        List<String> listed = new ArrayList<>();
        for (int pages = 0; pages < 2; pages++) {
            FilmProgress page = film.query("progress", FilmProgress.class, listed.size());
            assertThat(page.finished()).isEqualTo(parts.size());
            page.next().forEach(part -> listed.add(part.name()));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(parts);
        assertThat(workers.rendered).containsExactlyInAnyOrderElementsOf(parts);
        assertThat(workers.discarded).isEmpty();
        assertThat(film.query("progress", FilmProgress.class, 1_000).next()).isEmpty();
    }

    @Test
    void aLimitedNumberOfPartsIsScheduledAtTheSameTime() {
        workers.hold = new CountDownLatch(1);
        WorkflowStub film = start(parts(Limits.PARTS_AT_ONCE + 20));
        WorkflowTestServer.await("the limit is reached", () -> workers.held.get() == Limits.PARTS_AT_ONCE);

        assertThat(film.describe().getRawDescription().getPendingActivitiesList())
                .hasSize(Limits.PARTS_AT_ONCE);
        workers.hold.countDown();
        film.getResult(Void.class);
        assertThat(workers.rendered).hasSize(Limits.PARTS_AT_ONCE + 20);
    }

    @Test
    void aLostWorkerCostsOnlyThePartThatItRendered() throws Exception {
        workers.lost.add("chunk-1");
        WorkflowStub film = start(parts(4));
        WorkflowTestServer.await(
                "the others are rendered",
                () -> film.query("progress", FilmProgress.class, 0).finished() == 3);
        stage.skip(Duration.ofMinutes(1));
        film.getResult(Void.class);

        assertThat(workers.rendered).containsExactlyInAnyOrder("chunk-0", "chunk-1", "chunk-1", "chunk-2", "chunk-3");
        stage.replay(ID);
        stage.record("film/lost-worker", ID);
    }

    @Test
    void aPartThatCantBeRenderedFailsTheFilmAndTheOtherPartsAreRemoved() throws Exception {
        workers.unusable.add("chunk-2");
        WorkflowStub film = start(parts(4));

        assertThatThrownBy(() -> film.getResult(Void.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasRootCauseInstanceOf(ApplicationFailure.class)
                .rootCause()
                .hasMessageContaining("m1.jpg can't be used");
        List<String> finished = film.query("progress", FilmProgress.class, 0).next().stream()
                .map(MediaRef::name)
                .toList();
        assertThat(workers.discarded).containsAll(finished).contains(FILM.name());
        stage.replay(ID);
        stage.record("film/failed-part", ID);
    }

    @Test
    void aCancelledFilmStopsItsPartsBeforeItEnds() throws Exception {
        WorkflowStub film = start(parts(3));
        film.getResult(Void.class);
        workers.endless = true;
        workers.hold = new CountDownLatch(1);
        WorkflowStub second = start(parts(3));
        WorkflowTestServer.await("all run", () -> workers.held.get() == 3);
        second.cancel();

        assertThatThrownBy(() -> second.getResult(Void.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(workers.held).hasValue(0);
        assertThat(workers.rendered).contains("chunk-0 cancelled", "chunk-1 cancelled", "chunk-2 cancelled");
        assertThat(workers.discarded).containsExactly(FILM.name());
        stage.replay(ID);
        stage.record("film/cancelled", ID);
    }
}
