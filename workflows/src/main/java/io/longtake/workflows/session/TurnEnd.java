package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/** How a turn ended. */
public record TurnEnd(TurnStatus status, String report, Optional<Failure> failure) {
    /** 50 reports travel from run to run, and a payload ends at 2 MB. */
    private static final int LONGEST_REPORT = 3_000;

    public TurnEnd {
        report = report.length() <= LONGEST_REPORT ? report : report.substring(0, LONGEST_REPORT - 1) + "…";
        if (!status.ended()) {
            throw new IllegalArgumentException("a turn does not end as " + status);
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

    /** Not begun, for a reason that the person set. */
    static TurnEnd held(Failure why) {
        return new TurnEnd(TurnStatus.CANCELLED, why.message(), Optional.of(why));
    }

    static TurnEnd unknown(Failure why) {
        return new TurnEnd(TurnStatus.UNKNOWN, why.message(), Optional.of(why));
    }
}
