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
 * @param effect what an edit did, if that is known; empty for other turns
 */
public record TurnEnd(
        @JsonProperty("status") TurnStatus status,
        @JsonProperty("report") String report,
        @JsonProperty("failure") Optional<Failure> failure,
        @JsonProperty("effect") Optional<EditEffect> effect) {
    public TurnEnd {
        report = report.length() <= Limits.REPORT_CHARACTERS
                ? report
                : report.substring(0, Limits.REPORT_CHARACTERS - 1) + "…";
        if (!status.ended()) {
            throw new IllegalArgumentException("a turn can't end as " + status);
        }
    }

    TurnEnd(TurnStatus status, String report, Optional<Failure> failure) {
        this(status, report, failure, Optional.empty());
    }

    TurnEnd with(EditEffect what) {
        return new TurnEnd(status, report, failure, Optional.of(what));
    }

    TurnEnd taking(long milliseconds) {
        return new TurnEnd(status, report, failure, effect.map(what -> what.taking(milliseconds)));
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
