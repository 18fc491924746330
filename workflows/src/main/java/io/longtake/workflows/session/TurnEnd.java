package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.media.FileSize;
import io.longtake.workflows.render.RenderOutcome;
import java.util.Optional;

/**
 * How a turn ended.
 *
 * @param report for the user; cut at {@link Limits#REPORT_CHARACTERS}
 */
public record TurnEnd(
        @JsonProperty("status") TurnStatus status,
        @JsonProperty("report") String report,
        @JsonProperty("failure") Optional<Failure> failure) {
    public TurnEnd {
        report = report.length() <= Limits.REPORT_CHARACTERS
                ? report
                : report.substring(0, Limits.REPORT_CHARACTERS - 1) + "…";
        if (!status.ended()) {
            throw new IllegalArgumentException("a turn can't end as " + status);
        }
    }

    static TurnEnd done(String report) {
        return new TurnEnd(TurnStatus.DONE, report, Optional.empty());
    }

    static TurnEnd failed(Failure why) {
        return new TurnEnd(TurnStatus.FAILED, why.message(), Optional.of(why));
    }

    static TurnEnd cancelled(String report) {
        return new TurnEnd(TurnStatus.CANCELLED, report, Optional.empty());
    }

    /** Not started because of a limit that the user set, or because of another turn. */
    static TurnEnd held(Failure why) {
        return new TurnEnd(TurnStatus.CANCELLED, why.message(), Optional.of(why));
    }

    static TurnEnd unknown(Failure why) {
        return new TurnEnd(TurnStatus.UNKNOWN, why.message(), Optional.of(why));
    }

    /** Converts the outcome of a render to the end of its export. */
    static TurnEnd of(RenderOutcome outcome) {
        if (outcome instanceof RenderOutcome.Completed done) {
            String size = done.video().widthPx() + "x" + done.video().heightPx();
            return done("Rendered " + size + ", " + done.video().durationMs() / 1000.0 + " s, "
                    + FileSize.text(done.video().file().bytes()) + "."
                    + done.deliveryFailure().map(t -> " " + t.message()).orElse(""));
        }
        if (outcome instanceof RenderOutcome.Failed failed) {
            return failed(failed.why());
        }
        return outcome instanceof RenderOutcome.Unknown unknown
                ? unknown(unknown.why())
                : cancelled("The render was cancelled.");
    }
}
