package io.longtake.workflows.render;

import io.longtake.workflows.media.FileSize;
import io.longtake.workflows.render.RenderView.RenderPhase;
import java.util.Optional;

/** Describes a render in words, for Temporal's web UI. */
final class RenderDetails {
    private RenderDetails() {}

    static String text(RenderInput input, RenderPhase phase, Optional<RenderOutcome> outcome) {
        return "Render **" + input.renderId() + "** for export " + input.exportTurn() + " of `" + input.reportTo()
                + "`: "
                + outcome.map(RenderDetails::words).orElseGet(() -> words(phase))
                + input.delivery().map(d -> "\n\nOutput: `" + d.path() + "`.").orElse("");
    }

    private static String words(RenderPhase phase) {
        return switch (phase) {
            case SUBMITTING -> "being submitted.";
            case RENDERING -> "rendering at the backend.";
            case DOWNLOADING -> "finished, being downloaded and verified.";
            case DELIVERING -> "being written to the output path.";
            case CANCELLING -> "being cancelled, here and at the backend.";
            case ENDED -> "ended.";
        };
    }

    static String words(RenderOutcome outcome) {
        if (outcome instanceof RenderOutcome.Completed done) {
            return "completed, " + done.video().widthPx() + "x" + done.video().heightPx() + ", "
                    + done.video().durationMs() / 1000.0 + " s, "
                    + FileSize.text(done.video().file().bytes()) + "."
                    + done.deliveryFailure().map(t -> " " + t.message()).orElse("");
        }
        if (outcome instanceof RenderOutcome.Failed failed) {
            return "failed. " + failed.why().message();
        }
        if (outcome instanceof RenderOutcome.Unknown unknown) {
            return "its outcome is unknown. " + unknown.why().message();
        }
        return "cancelled.";
    }
}
