package io.longtake.workflows.schedule;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One run of a schedule; ends with its film, so that the schedule skips runs that would overlap. */
@WorkflowInterface
public interface ScheduledFilmWorkflow {
    /** The id of a schedule at the server begins with this, and the ids of its runs with the id of the schedule. */
    String ID_PREFIX = "film-schedule-";

    @WorkflowMethod
    RunResult make(ScheduledFilm film);
}
