package io.longtake.workflows.render;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** Transfers a finished film from the backend to the media store and then to the user's path. */
final class FilmHandover {
    private final RenderRun run;

    FilmHandover(RenderRun run) {
        this.run = run;
    }

    /** Downloads that use up their attempts are started again as long as they receive further bytes. */
    RenderOutcome fetch() {
        run.enter(RenderPhase.DOWNLOADING);
        long kept = 0;
        while (true) {
            try {
                return deliver(run.download());
            } catch (ActivityFailure | ApplicationFailure failure) {
                Failures.rethrowCancellation(failure);
                long before = kept;
                kept = keptBytes(failure);
                if (kept <= before) {
                    Failure why = Failures.of(failure);
                    return new RenderOutcome.Unknown(new Failure(
                            why.type(),
                            "The film is finished at the backend but could not be downloaded. " + why.message()
                                    + " To download it again: longtake reconcile "
                                    + run.input().sessionName()));
                }
            }
        }
    }

    /** Number of bytes on the disk after a download that used up its attempts. */
    private static long keptBytes(TemporalFailure failure) {
        return failure instanceof ActivityFailure activity
                        && Failures.of(activity).type() == FailureType.BACKEND_TROUBLE
                ? Failures.detail(activity, DownloadProgress.class)
                        .map(DownloadProgress::receivedBytes)
                        .orElse(0L)
                : 0;
    }

    private RenderOutcome deliver(Video video) {
        run.enter(RenderPhase.DELIVERING);
        return run.input()
                .delivery()
                .map(where -> deliver(video, where))
                .orElseGet(() -> new RenderOutcome.Completed(video, false, Optional.empty()));
    }

    private RenderOutcome deliver(Video video, Delivery where) {
        try {
            RenderActivities delivering = Workflow.newActivityStub(
                    RenderActivities.class, ActivityTerms.copy("write the film to the output path"));
            DeliveryReport report = delivering.deliverVideo(new DeliverVideo(
                    video, where, run.input().reportTo(), run.input().renderId()));
            return new RenderOutcome.Completed(video, report.delivered(), Optional.empty());
        } catch (ActivityFailure failure) {
            Failures.rethrowCancellation(failure);
            return new RenderOutcome.Completed(video, false, Optional.of(Failures.of(failure)));
        }
    }
}
