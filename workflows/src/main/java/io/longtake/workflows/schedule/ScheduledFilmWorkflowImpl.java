package io.longtake.workflows.schedule;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.schedule.RunResult.Status;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;

/** See {@link ScheduledFilmWorkflow}. */
public final class ScheduledFilmWorkflowImpl implements ScheduledFilmWorkflow {
    @Override
    public RunResult make(ScheduledFilm film) {
        FilmRun run = new FilmRun(film, Workflow.getInfo().getWorkflowId(), Workflow.currentTimeMillis());
        RunResult result = film(run);
        if (result.status() == Status.LIMIT) {
            pause(film.name(), result.message());
        }
        return result;
    }

    private static RunResult film(FilmRun run) {
        try {
            FilmPlan plan = Workflow.newActivityStub(
                            ScheduleActivities.class,
                            ActivityTerms.shortCall(
                                    "select the files in " + run.film().folder()))
                    .planFilm(run);
            if (plan.end().isPresent()) {
                return plan.end().get();
            }
            RunResult started = Workflow.newActivityStub(
                            ScheduleActivities.class,
                            ActivityTerms.transfer(
                                    "queue a film of the files in " + run.film().folder()))
                    .startFilm(run, plan);
            if (started.status() != Status.RUNNING) {
                return started;
            }
            return Workflow.newActivityStub(
                            ScheduleActivities.class,
                            ActivityTerms.poll(
                                    "wait for the film", Limits.SCHEDULED_FILM_POLL, Limits.SCHEDULED_FILM_DEADLINE))
                    .awaitFilm(run);
        } catch (ActivityFailure failure) {
            Failures.rethrowCancellation(failure);
            return RunResult.failed(Failures.of(failure).message());
        }
    }

    private static void pause(String name, String note) {
        try {
            Workflow.newActivityStub(ScheduleActivities.class, ActivityTerms.shortCall("pause the schedule " + name))
                    .pauseSchedule(name, note);
        } catch (ActivityFailure failure) {
            Failures.rethrowCancellation(failure);
            // The next run starts nothing either while the limit is reached.
            Workflow.getLogger(ScheduledFilmWorkflowImpl.class)
                    .warn(
                            "The schedule {} could not be paused. {}",
                            name,
                            Failures.of(failure).message());
        }
    }
}
