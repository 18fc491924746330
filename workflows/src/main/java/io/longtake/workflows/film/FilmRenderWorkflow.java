package io.longtake.workflows.film;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The parts of one film, rendered by all workers that offer rendering. Completes when all parts are in the media store; the studio,
 * which started it, fetches them from there and removes them. If it fails or is cancelled, it removes them itself.
 */
@WorkflowInterface
public interface FilmRenderWorkflow {
    @WorkflowMethod
    void render(FilmRenderInput input);

    /** @param from the number of finished parts that the caller already knows */
    @QueryMethod
    FilmProgress progress(int from);
}
