package io.longtake.workflows.film;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.Limits;
import io.longtake.workflows.media.MediaRef;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** See {@link FilmRenderWorkflow}: keeps a limited number of parts scheduled until all are finished. */
public final class FilmRenderWorkflowImpl implements FilmRenderWorkflow {
    private static final Logger LOG = Workflow.getLogger(FilmRenderWorkflowImpl.class);

    private final List<MediaRef> finished = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private int running;

    @Override
    public void render(FilmRenderInput input) {
        CancellationScope parts = Workflow.newCancellationScope(() -> renderAll(input));
        try {
            parts.run();
        } catch (CanceledFailure cancelled) {
            failure = Optional.of(cancelled);
        }
        if (failure.isPresent()) {
            parts.cancel();
            Workflow.newDetachedCancellationScope(() -> discard(input)).run();
            throw failure.get();
        }
    }

    private void renderAll(FilmRenderInput input) {
        for (int i = 0; i < input.parts().size(); i++) {
            Workflow.await(() -> running < Limits.PARTS_AT_ONCE || failure.isPresent());
            if (failure.isPresent()) {
                return;
            }
            start(input, i);
        }
        Workflow.await(() -> running == 0 || failure.isPresent());
    }

    private void start(FilmRenderInput input, int index) {
        String summary = "part " + (index + 1) + " of " + input.parts().size();
        FilmActivities activities = Workflow.newActivityStub(FilmActivities.class, ActivityTerms.renderPart(summary));
        running++;
        Async.function(
                        activities::renderPart,
                        new RenderPart(input.film(), input.parts().get(index)))
                .handle((part, failed) -> {
                    running--;
                    if (failed == null) {
                        finished.add(part);
                    } else if (failure.isEmpty()) {
                        failure = Optional.of(failed);
                    }
                    return part;
                });
    }

    /** Waits for the parts that are still running, because each may yet store its result. */
    private void discard(FilmRenderInput input) {
        Workflow.await(() -> running == 0);
        FilmActivities activities =
                Workflow.newActivityStub(FilmActivities.class, ActivityTerms.discardParts("remove finished parts"));
        List<MediaRef> content = new ArrayList<>(finished);
        content.add(input.film());
        try {
            for (int from = 0; from < content.size(); from += Limits.PARTS_PER_ANSWER) {
                activities.discardContent(new DiscardContent(
                        content.subList(from, Math.min(content.size(), from + Limits.PARTS_PER_ANSWER))));
            }
        } catch (ActivityFailure e) {
            LOG.warn("{} finished parts remain in the media store", finished.size(), e);
        }
    }

    @Override
    public FilmProgress progress(int from) {
        int first = Math.min(Math.max(from, 0), finished.size());
        return new FilmProgress(
                finished.size(), finished.subList(first, Math.min(finished.size(), first + Limits.PARTS_PER_ANSWER)));
    }
}
