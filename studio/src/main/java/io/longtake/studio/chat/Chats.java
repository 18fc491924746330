package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.Projects;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes messages, one after the other within a project, several projects at a time. A recorded message is always processed to
 * its end: a closed connection does not stop it, and after a restart its processing starts again from the unchanged timeline.
 */
public final class Chats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chats.class);
    private static final String TOOL = "edit_timeline";

    private final Messages messages;
    private final Projects projects;
    private final ProjectEditor editor;
    private final Faults faults;
    private final StudioConfig.Chats config;
    private final ExecutorService workers;
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();

    public Chats(Messages messages, Projects projects, ProjectEditor editor, Faults faults, StudioConfig.Chats config) {
        this.messages = messages;
        this.projects = projects;
        this.editor = editor;
        this.faults = faults;
        this.config = config;
        this.workers = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "editing");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A message that is recorded and in progress. */
    record Accepted(Message message, Run run) {}

    Accepted accept(Project project, String text) {
        Message message = messages.receive(project, text);
        return new Accepted(message, enqueue(message, config.takesAtLeast(), faults.held(Delay.CHAT)));
    }

    /** Resumes the messages left by an earlier process. */
    public void resume() {
        for (Message message : messages.waiting()) {
            LOG.info("message {} of {} is resumed", message.number(), message.project());
            enqueue(message, Duration.ZERO, CompletableFuture.completedFuture(null));
        }
    }

    private Run enqueue(Message message, Duration atLeast, CompletableFuture<Void> held) {
        Run run = new Run();
        lanes.compute(message.project(), (id, before) -> (before == null
                        ? CompletableFuture.<Void>completedFuture(null)
                        : before)
                .thenComposeAsync(done -> work(message, run, atLeast, held), workers)
                .exceptionally(failure -> {
                    LOG.error("message {} of {} was not finished", message.number(), message.project(), failure);
                    run.end();
                    return null;
                }));
        return run;
    }

    private CompletableFuture<Void> work(Message message, Run run, Duration atLeast, CompletableFuture<Void> held) {
        long started = System.nanoTime();
        Optional<Project> found = projects.find(message.project());
        if (found.isEmpty()) {
            messages.ended(message, Message.Status.FAILED, "The session no longer exists.");
            run.end();
            return CompletableFuture.completedFuture(null);
        }
        Project project = found.get();
        if (faults.triggers(Fault.FORGET_EDITS, identity(project, message))) {
            messages.ended(message, Message.Status.FORGOTTEN, "");
            return after(started, atLeast, held, run::end);
        }
        run.publish(new ChatEvent.ToolCall(TOOL, Json.object().put("instruction", message.text())));
        try {
            ProjectEditor.Cut cut = editor.apply(
                    project.kept(),
                    projects.media(project.id()).stream().map(Media::item).toList(),
                    message.text(),
                    project.seed());
            if (config.twoStages() && cut.asked().isEmpty()) {
                cut.draft().map(Chats::pictureOnly).ifPresent(draft -> projects.show(project.id(), draft));
            }
            return after(started, atLeast, held, () -> commit(message, project, cut, run));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("message {} of {} failed", message.number(), project.id(), e);
            messages.ended(message, Message.Status.FAILED, "The edit failed.");
            run.publish(new ChatEvent.Failure("The edit failed: " + e.getMessage()));
            run.end();
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Void> after(long started, Duration atLeast, CompletableFuture<Void> held, Runnable end) {
        long left = Math.max(0, atLeast.toNanos() - (System.nanoTime() - started));
        return held.thenComposeAsync(
                over -> CompletableFuture.runAsync(
                        end, CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS, workers)),
                workers);
    }

    private void commit(Message message, Project project, ProjectEditor.Cut cut, Run run) {
        Optional<String> summary = cut.draft().map(editor::summary);
        messages.applied(
                message,
                cut.kept(),
                cut.draft(),
                cut.reply(),
                summary,
                cut.asked().isEmpty());
        ObjectNode result = Json.object().put("status", cut.asked().isPresent() ? "needs_answer" : "ok");
        cut.asked().ifPresent(asked -> result.set("asked", asked));
        result.put("understood", cut.understood());
        cut.refused().forEach(result.putArray("refused")::add);
        summary.ifPresent(line -> result.put("timeline", line));
        run.publish(new ChatEvent.ToolResult(TOOL, result));
        // As in the contract, a silent edit is complete and visible in the state; what an edit left undone must be
        // reported.
        if (!cut.showsByItself() || !faults.triggers(Fault.SILENT_EDITS, identity(project, message))) {
            run.publish(new ChatEvent.Text(cut.reply()));
        }
        run.end();
    }

    /**
     * The identity of a message for fault decisions: equal in every fresh studio that receives the same requests in the same
     * order.
     */
    static String identity(Project project, Message message) {
        return "project " + project.ordinal() + " message " + message.number();
    }

    private static JsonNode pictureOnly(JsonNode draft) {
        JsonNode copy = draft.deepCopy();
        if (copy.path("t") instanceof ArrayNode tracks) {
            for (int i = tracks.size() - 1; i >= 0; i--) {
                if (tracks.get(i).path("tt").asInt() != 0) {
                    tracks.remove(i);
                }
            }
        }
        return copy;
    }

    /** Stops without committing work in progress; the next studio on this folder resumes it. */
    @Override
    public void close() {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("an edit did not stop within 5 s; it starts over when the studio starts again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
