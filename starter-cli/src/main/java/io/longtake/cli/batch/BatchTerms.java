package io.longtake.cli.batch;

import io.longtake.cli.notification.EventReceiver;
import io.longtake.workflows.render.Delivery.Existing;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the films of a batch are made.
 *
 * @param language returns the language of a session, given its first prompt
 * @param lanes number of rows in progress at a time
 * @param maxCredits limit for all rows together, in credits
 * @param skipBad whether a row with an unusable file is skipped, and not failed
 * @param existing what a film may replace
 * @param answering whether questions about a row are answered with their first choice
 * @param receiver where the end of each row is reported
 */
public record BatchTerms(
        UnaryOperator<String> language,
        int lanes,
        Optional<Double> maxCredits,
        boolean skipBad,
        Existing existing,
        boolean answering,
        Optional<EventReceiver> receiver) {}
