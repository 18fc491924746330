package io.longtake.workflows.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.schedule.RunResult.Status;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@Tag("records-histories")
class ScheduledFilmTest {
    private static final String ID = "film-schedule-recap-2026-11-30T09:00:00Z";
    private static final ScheduledFilm FILM = new ScheduledFilm(
            "recap",
            "home-1",
            "0 9 * * MON",
            "UTC",
            "/photos",
            "/films",
            "a recap of this week",
            Optional.empty(),
            "studio",
            Optional.empty(),
            "account-1",
            "studio",
            Optional.empty());

    private final Home home = new Home();
    private final WorkflowTestServer stage = new WorkflowTestServer(home, WorkflowTestServer.Options.plain());

    /** Makes a film in three polls, unless told otherwise. */
    private static final class Home implements ScheduleActivities {
        final List<String> calls = new CopyOnWriteArrayList<>();
        volatile RunResult started = result(Status.RUNNING, "");
        volatile FilmPlan planned = new FilmPlan(List.of("/photos/a.jpg"), Optional.of(20.0), Optional.empty());
        volatile boolean refuses;

        @Override
        public FilmPlan planFilm(FilmRun run) {
            calls.add("plan");
            return planned;
        }

        @Override
        public RunResult startFilm(FilmRun run, FilmPlan plan) {
            assertThat(plan).isEqualTo(planned);
            calls.add("start " + run.id());
            if (refuses) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "The folder /photos does not exist.", FailureType.NOT_POSSIBLE.name());
            }
            return started;
        }

        @Override
        public RunResult awaitFilm(FilmRun run) {
            calls.add("await");
            if (calls.stream().filter("await"::equals).count() < 3) {
                throw ApplicationFailure.newFailure("The film is in progress.", FailureType.NOT_YET.name());
            }
            return result(Status.COMPLETED, "");
        }

        @Override
        public void pauseSchedule(String name, String note) {
            calls.add("pause " + name + ": " + note);
        }

        static RunResult result(Status status, String message) {
            return new RunResult(status, Optional.of("recap-1"), Optional.of("/films/recap.mp4"), message);
        }
    }

    @AfterEach
    void stop(TestInfo test) {
        stage.record("schedule/" + test.getTestMethod().orElseThrow().getName(), ID);
        stage.close();
    }

    private RunResult run() {
        return stage.client()
                .newWorkflowStub(
                        ScheduledFilmWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build())
                .make(FILM);
    }

    @Test
    void aRunEndsWithItsFilm() {
        assertThat(run()).isEqualTo(Home.result(Status.COMPLETED, ""));
        assertThat(home.calls).containsExactly("plan", "start " + ID, "await", "await", "await");
    }

    @Test
    void aRunWithoutFilesMakesNothing() {
        home.planned = FilmPlan.ended(Home.result(Status.NOTHING, "There are no images in /photos."));

        assertThat(run().status()).isEqualTo(Status.NOTHING);
        assertThat(home.calls).containsExactly("plan");
    }

    @Test
    void theLimitOfTheDayPausesTheSchedule() {
        home.started = Home.result(Status.LIMIT, "20 credits are spent.");

        assertThat(run().status()).isEqualTo(Status.LIMIT);
        assertThat(home.calls).containsExactly("plan", "start " + ID, "pause recap: 20 credits are spent.");
    }

    @Test
    void aRunThatCannotStartFailsWithTheReason() {
        home.refuses = true;

        assertThat(run()).isEqualTo(RunResult.failed("The folder /photos does not exist."));
    }
}
