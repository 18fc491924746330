package io.longtake.workflows;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes histories for {@link ReplayTest} if the system property {@code histories.record} names a folder; otherwise
 * does nothing. The folder is emptied first, so that no history of a renamed test remains. Test classes that record
 * histories have the JUnit tag {@code records-histories}; {@code mvn -Precord-histories -pl workflows} runs them.
 */
final class RecordedHistories {
    private static final Optional<Path> FOLDER = emptied();

    private RecordedHistories() {}

    private static Optional<Path> emptied() {
        String folder = System.getProperty("histories.record", "");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(folder);
        if (!Files.exists(path)) {
            return Optional.of(path);
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(path);
    }

    static boolean wanted() {
        return FOLDER.isPresent();
    }

    static void write(String name, WorkflowExecutionHistory history) {
        try {
            Path file = FOLDER.orElseThrow().resolve(name + ".json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, history.toJson(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first {@code tasks} workflow tasks of a history, with all events that they caused. */
    static WorkflowExecutionHistory beginning(String workflowId, List<HistoryEvent> events, int tasks) {
        History.Builder beginning = History.newBuilder();
        int scheduled = 0;
        for (HistoryEvent event : events) {
            scheduled += event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED ? 1 : 0;
            if (scheduled > tasks) {
                break;
            }
            beginning.addEvents(event);
        }
        return new WorkflowExecutionHistory(beginning.build(), workflowId);
    }
}
