package io.longtake.workflows.schedule;

import io.temporal.activity.ActivityInterface;

/** What a run of a schedule does in the home. All may be repeated: a run has one film. */
@ActivityInterface
public interface ScheduleActivities {
    /** Selects the files that are in the folder now. */
    FilmPlan planFilm(FilmRun run);

    /** Queues the film. Ends before the film does. */
    RunResult startFilm(FilmRun run, FilmPlan plan);

    /** The result of a film that was started. Fails with {@code NOT_YET} while it is in progress. */
    RunResult awaitFilm(FilmRun run);

    /** Pauses the schedule of a run, with a note for the user. */
    void pauseSchedule(String name, String note);
}
