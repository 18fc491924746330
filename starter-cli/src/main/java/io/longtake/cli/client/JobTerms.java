package io.longtake.cli.client;

import io.longtake.workflows.session.NotifyAddress;
import java.util.Optional;

/**
 * The conditions under which a job is queued.
 *
 * @param maxCredits limit for its edits in total, in credits
 * @param notifyTo where its end is reported
 */
public record JobTerms(Optional<Double> maxCredits, Optional<NotifyAddress> notifyTo) {
    public static final JobTerms NONE = limited(Optional.empty());

    public static JobTerms limited(Optional<Double> maxCredits) {
        return new JobTerms(maxCredits, Optional.empty());
    }
}
