package io.longtake.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.account.AccountWorkflowImpl;
import io.longtake.workflows.film.FilmRenderWorkflowImpl;
import io.longtake.workflows.notification.NotificationWorkflowImpl;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.RenderWorkflowImpl;
import io.longtake.workflows.schedule.ScheduledFilmWorkflowImpl;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.longtake.workflows.session.SessionChange;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays every stored history with the current workflow code. If a history does not replay, a session with such a
 * history would stop after an upgrade. CONTRIBUTING.md explains how and when histories are recorded.
 */
class ReplayTest {
    private static TestWorkflowEnvironment environment;
    private static Worker worker;

    @BeforeAll
    static void start() {
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        // Classes are loaded with the first history; on a busy machine that alone can exceed the default limit of one
        // second.
        worker = environment.newWorker(
                TaskQueue.SESSIONS.queueName(),
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(60_000)
                        .build());
        worker.registerWorkflowImplementationTypes(
                AccountWorkflowImpl.class,
                EditSessionWorkflowImpl.class,
                RenderWorkflowImpl.class,
                FilmRenderWorkflowImpl.class,
                NotificationWorkflowImpl.class,
                ScheduledFilmWorkflowImpl.class);
    }

    @AfterAll
    static void stop() {
        environment.close();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyStoredHistoryReplays(Path history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(read(history)), worker);
    }

    @Test
    void everyWorkflowHasStoredHistories() {
        List<String> kinds = histories()
                .map(p -> Objects.requireNonNull(p.getParent()).getFileName().toString())
                .distinct()
                .toList();
        assertThat(kinds).contains("account", "film", "notification", "render", "schedule", "session");
    }

    /** Otherwise a change that no stored history covers could be renamed or removed without a test failure. */
    @Test
    void everySessionChangeIsCoveredByAStoredHistory() {
        for (SessionChange change : SessionChange.values()) {
            // Without padding, which is escaped in the files.
            String inPayload = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(("\"" + change.id() + "\"").getBytes(StandardCharsets.UTF_8));
            assertThat(histories()).as(change.name()).anyMatch(history -> read(history)
                    .contains(inPayload));
        }
    }

    private static String read(Path history) {
        try {
            return Files.readString(history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> histories() {
        try {
            Path folder = Path.of(Objects.requireNonNull(ReplayTest.class.getResource("/histories"))
                    .toURI());
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(p -> p.toString().endsWith(".json")).sorted().toList().stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
