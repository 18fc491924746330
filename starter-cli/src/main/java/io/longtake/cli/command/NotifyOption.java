package io.longtake.cli.command;

import io.longtake.cli.client.JobTerms;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.notification.EventReceiver;
import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the end of a job is reported, by the worker. */
final class NotifyOption {
    @Option(
            names = "--notify-url",
            paramLabel = "URL",
            description =
                    "Send a signed event to this URL when the job ends, also if this command has ended before. A failed"
                            + " delivery is repeated for 24 hours and changes nothing of the job. The secret for the signature is in"
                            + " the file that notify.secret-file names, or in LONGTAKE_NOTIFY_SECRET; see docs/scripts.md.")
    @Nullable
    private String url;

    private Optional<EventReceiver> receiver = Optional.empty();

    /** Checks the URL and reads the secret. Call before anything is sent. */
    void check(Invocation invocation) {
        receiver = Optional.ofNullable(url).map(text -> EventReceiver.of(text, invocation));
    }

    /** Refuses the option, for a command that starts no job. */
    void refuse(String reason) {
        if (url != null) {
            throw CommandFailure.usage(reason + ", so --notify-url would report nothing. Omit one of them.");
        }
    }

    Optional<EventReceiver> receiver() {
        return receiver;
    }

    /** The conditions of a job of this session. */
    JobTerms terms(String session, Optional<Double> maxCredits) {
        return new JobTerms(maxCredits, receiver.map(one -> one.sealedFor(session)));
    }
}
