package io.longtake.studio.render;

import io.longtake.files.digest.Sha256;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.Projects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders the recorded jobs, one at a time: a render uses the whole machine, and two in parallel would both be late. The database
 * is the queue, so a restarted studio continues with it.
 */
public final class RenderQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenderQueue.class);
    private static final long SLOWED_SECONDS = 30;
    /** Percentage points between two writes of the progress, because each waits for the disk. */
    private static final int SAVE_INTERVAL = 5;

    private static final int HELD_AT_PERCENT = 5;

    private final Renders renders;
    private final Projects projects;
    private final RenderRunner runner;
    private final Faults faults;
    private final FilmShelf films;
    private final WorkFolders works;
    private final Semaphore wakeups = new Semaphore(0);
    private final Map<String, Integer> percents = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::loop, "rendering");
    private volatile boolean stopped;
    private volatile Current current = new Current("");

    /** The current render, with its cancellation flag. */
    private static final class Current {
        private final String id;
        private volatile boolean cancelled;

        private Current(String id) {
            this.id = id;
        }
    }

    /**
     * @param films the folder of finished films
     * @param works the folder of unfinished films, and of finished parts for the next version
     */
    public RenderQueue(
            Renders renders, Projects projects, RenderRunner runner, Faults faults, FilmShelf films, Path works) {
        this.renders = renders;
        this.projects = projects;
        this.runner = runner;
        this.faults = faults;
        this.films = films;
        this.works = new WorkFolders(works, WorkFolders.KEPT_BYTES);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Signals that a render was recorded. */
    void wake() {
        wakeups.release();
    }

    /** Percentage done; 100 only when the render is completed. */
    public int percent(Render render) {
        return switch (render.status()) {
            case COMPLETED -> 100;
            case PROCESSING -> Math.min(99, percents.computeIfAbsent(render.id(), renders::reached));
            default -> 0;
        };
    }

    /** Records progress; never decreases, because a resumed render counts its existing chunks from the beginning. */
    private void progress(String id, int percent) {
        int before = percents.computeIfAbsent(id, renders::reached);
        if (percent > before) {
            percents.put(id, percent);
            if (percent / SAVE_INTERVAL > before / SAVE_INTERVAL) {
                renders.reached(id, percent);
            }
        }
        if (before < HELD_AT_PERCENT && percent >= HELD_AT_PERCENT) {
            faults.pause(Delay.RENDER);
        }
    }

    /**
     * Cancels a render.
     *
     * @return the resulting status; empty for an unknown id
     */
    Optional<Render.Status> cancel(String id) {
        Optional<Render.Status> status = renders.cancel(id);
        if (status.equals(Optional.of(Render.Status.CANCELLED))) {
            // A render that has not started needs no signal: the database no longer returns it.
            Current running = current;
            if (running.id.equals(id)) {
                running.cancelled = true;
            }
            wakeups.release();
        }
        return status;
    }

    /** The film of a completed render; empty when it was removed since. */
    public Optional<Path> film(Render render) {
        return render.hash().flatMap(films::film);
    }

    private void loop() {
        while (!stopped) {
            try {
                Optional<Render> next = renders.next();
                if (next.isPresent()) {
                    render(next.get());
                } else {
                    wakeups.acquire();
                    wakeups.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the render queue failed and tries again", e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            wakeups.tryAcquire(1, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void render(Render render) throws InterruptedException {
        // Set before the render is marked as started, so that no cancellation is lost in between.
        Current mine = new Current(render.id());
        current = mine;
        if (!renders.begin(render.id())) {
            return;
        }
        try {
            setFaults(render, mine);
            Project project =
                    projects.find(render.project()).orElseThrow(() -> new IOException("its session no longer exists"));
            Path work = works.of(project.id());
            RenderJob job = new RenderJob(
                    render.id(),
                    render.draft(),
                    projects.media(project.id()).stream().map(Media::item).toList(),
                    project.seed(),
                    work.resolve("film.mp4"),
                    work);
            runner.run(job, fraction -> progress(render.id(), (int) (100 * fraction)), () -> mine.cancelled);
            complete(render.id(), job.output());
        } catch (CancellationException e) {
            if (stopped) {
                throw new InterruptedException("the studio is stopping");
            }
            LOG.info("render {} was cancelled", render.id());
        } catch (IOException | RuntimeException e) {
            if (stopped) {
                throw new InterruptedException("the studio is stopping");
            }
            LOG.error("render {} failed", render.id(), e);
            renders.fail(
                    render.id(),
                    withMediaNames(
                            Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                            projects.media(render.project())));
        }
        cleanUp(render.id());
    }

    /** Atomic with respect to the removal of films, which must not find a film whose render is not yet marked as completed. */
    private void complete(String id, Path finished) throws IOException {
        String hash = Sha256.of(finished);
        films.withLock(() -> {
            films.keep(finished, hash);
            renders.complete(id, hash);
            if (renders.completed(hash).isEmpty()) {
                // It was cancelled at the last moment.
                films.remove(hash);
            }
            return hash;
        });
    }

    /** Replaces the names of files in the studio's folder, which the renderer uses, by the names the user uploaded them with. */
    private static String withMediaNames(String message, List<Media> media) {
        String named = message;
        for (Media medium : media) {
            named = named.replace(String.valueOf(medium.file().getFileName()), "“" + medium.filename() + "”");
        }
        return named;
    }

    private void setFaults(Render render, Current mine) throws IOException, InterruptedException {
        if (faults.triggers(Fault.SLOW_RENDERS, render.id())) {
            for (int i = 0; i < SLOWED_SECONDS * 10 && !mine.cancelled; i++) {
                Thread.sleep(100);
            }
        }
        if (faults.triggers(Fault.FAIL_RENDERS, render.id())) {
            throw new IOException("the render node was lost (a simulated fault)");
        }
    }

    private void cleanUp(String id) {
        percents.remove(id);
        try {
            works.cleanUp();
        } catch (IOException e) {
            LOG.warn("the work files of render {} could not be removed: {}", id, e.getMessage());
        }
    }

    /** Stops; the next studio on this folder resumes the current render. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
