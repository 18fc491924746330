package io.longtake.cli.notification;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.notification.Receiver;
import io.longtake.activities.notification.ReceiverSealer;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.LinkPolicy;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.link.EventUrl;
import io.longtake.network.link.LinkFailure;
import io.longtake.workflows.session.NotifyAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The receiver that a command names: checked before anything is sent, and encrypted for each session. */
public final class EventReceiver {
    /** The variable with the secret that signs events. Not a setting: settings are printed. */
    public static final String SECRET = "LONGTAKE_NOTIFY_SECRET";

    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 1_000;

    private final Receiver receiver;
    private final String host;
    private final KeyRing keys;

    private EventReceiver(Receiver receiver, String host, KeyRing keys) {
        this.receiver = receiver;
        this.host = host;
        this.keys = keys;
    }

    /** @throws CommandFailure exit 2, if the URL or the secret can't be used; exit 3, if the secret's file does not exist */
    public static EventReceiver of(String url, Invocation invocation) {
        try {
            var to = EventUrl.parse(url);
            var policy = LinkPolicy.of(invocation.environment());
            to.check(policy);
            var receiver = new Receiver(to.reveal(), secret(invocation), policy == AddressPolicy.ANY);
            return new EventReceiver(receiver, to.host(), invocation.keys());
        } catch (LinkFailure e) {
            var hint = e.reason() == LinkFailure.Reason.ADDRESS_REFUSED
                    ? " To allow addresses of your own network, set links.allow to any."
                    : "";
            throw CommandFailure.usage("--notify-url can't be used. " + e.getMessage() + hint + " Nothing was sent.");
        }
    }

    /** The encrypted address for the jobs of one session. */
    public NotifyAddress sealedFor(String session) {
        try {
            return new ReceiverSealer(keys).seal(receiver, host, session);
        } catch (IOException e) {
            throw CommandFailure.of("Key", "The installation's key can't be used: " + e.getMessage() + ".", e);
        }
    }

    private static String secret(Invocation invocation) {
        var variable =
                invocation.environment().variable(SECRET).map(String::strip).filter(text -> !text.isEmpty());
        if (variable.isPresent()) {
            return checked(variable.get(), SECRET);
        }
        var named = invocation.settings().text(Setting.NOTIFY_SECRET_FILE);
        if (named.isEmpty()) {
            throw CommandFailure.usage(
                    "--notify-url needs a secret that signs the events: set notify.secret-file to a file"
                            + " that contains it, or " + SECRET
                            + ". For a new one: openssl rand -hex 32. Nothing was sent.");
        }
        var file = invocation.environment().resolve(named);
        return checked(content(file), "The file " + file + " (notify.secret-file)");
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.notFound(
                    "There is no file " + file + ", which notify.secret-file names. Nothing was sent.");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CommandFailure.of(
                    "SecretUnreadable",
                    "The file " + file + " (notify.secret-file) can't be read: " + e.getMessage()
                            + ". Nothing was sent.",
                    e);
        }
    }

    private static String checked(String secret, String place) {
        if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
            throw CommandFailure.usage(
                    place + " contains " + secret.length() + " characters; the secret that signs events" + " has "
                            + SHORTEST_SECRET + " to " + LONGEST_SECRET + ". Nothing was sent.");
        }
        return secret;
    }
}
