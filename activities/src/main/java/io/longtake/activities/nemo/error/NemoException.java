package io.longtake.activities.nemo.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that did not succeed, one type per cause. The message is a sentence for people; what the backend said of it stands in
 * {@link #said()}, freed of anything that looks like a credential.
 */
public abstract sealed class NemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String said;
    private final Delivery delivery;

    /**
     * What the wire told.
     *
     * @param status HTTP status, 0 where there was no answer
     * @param code the envelope's code, 0 where there was none
     * @param said the backend's own words, perhaps empty
     */
    public record Facts(int status, int code, String said, Delivery delivery) {
        static Facts withoutAnswer(Delivery delivery) {
            return new Facts(0, 0, "", delivery);
        }

        public Facts uncertain() {
            return new Facts(status, code, said, Delivery.UNCERTAIN);
        }

        String quoted() {
            return said.isEmpty() ? "" : " It said: \"" + said + "\".";
        }
    }

    private NemoException(String sentence, Facts facts) {
        super(sentence);
        this.status = facts.status();
        this.code = facts.code();
        this.said = facts.said();
        this.delivery = facts.delivery();
    }

    private NemoException(String sentence, Facts facts, Throwable cause) {
        this(sentence, facts);
        initCause(cause);
    }

    /** HTTP status, 0 where there was no answer. */
    public final int status() {
        return status;
    }

    /** The envelope's code, 0 where there was none. */
    public final int code() {
        return code;
    }

    /** The backend's own words, perhaps empty. */
    public final String said() {
        return said;
    }

    /** How far the request got. */
    public final Delivery delivery() {
        return delivery;
    }

    /** 1001: the token is bad or has expired. */
    public static final class TokenRefused extends NemoException {
        private static final long serialVersionUID = 1L;

        public TokenRefused(Facts facts) {
            super("The backend refuses the token: it is wrong or has expired.", facts);
        }
    }

    /** 1002: the backend has no such session, or no longer. */
    public static final class SessionNotFound extends NemoException {
        private static final long serialVersionUID = 1L;

        public SessionNotFound(Facts facts) {
            super("The backend does not know this session any more; its timeline there is gone.", facts);
        }
    }

    /** 2001: nothing left to pay with. */
    public static final class NoCredits extends NemoException {
        private static final long serialVersionUID = 1L;

        public NoCredits(Facts facts) {
            super("The account has no credits left for this.", facts);
        }
    }

    /** 4001: not a format that the backend takes. */
    public static final class UnsupportedFile extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnsupportedFile(Facts facts) {
            super(
                    "The backend does not take this file. It takes mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and"
                            + " aac.",
                    facts);
        }
    }

    /** 4002: more than the backend takes. */
    public static final class FileTooLarge extends NemoException {
        private static final long serialVersionUID = 1L;

        public FileTooLarge(Facts facts) {
            super("The file is too large for the backend, which takes 200 MB: compress or trim it.", facts);
        }
    }

    /** 400: a token was asked for without a client id. */
    public static final class ClientIdMissing extends NemoException {
        private static final long serialVersionUID = 1L;

        public ClientIdMissing(Facts facts) {
            super("The backend misses the client id in the request for a token.", facts);
        }
    }

    /** 402: a matter of the plan or of the attribution headers, not of credits. */
    public static final class ExportNotAllowed extends NemoException {
        private static final long serialVersionUID = 1L;

        public ExportNotAllowed(Facts facts) {
            super("The account's plan does not allow this export. Credits don't help here.", facts);
        }
    }

    /** 429: asked too often. */
    public static final class RateLimited extends NemoException {
        private static final long serialVersionUID = 1L;

        private final Optional<Duration> retryAfter;

        /** @param now when the pause begins */
        public RateLimited(Facts facts, Optional<Duration> retryAfter, Instant now) {
            super(
                    "The backend has been asked too often and wants a pause"
                            + retryAfter
                                    .map(pause -> " of " + RetryDelayText.of(pause, now))
                                    .orElse("") + ".",
                    facts);
            this.retryAfter = retryAfter;
        }

        /** The pause that the backend asked for, where it named one. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The render id is already at the backend: it counts as submitted. */
    public static final class DuplicateRender extends NemoException {
        private static final long serialVersionUID = 1L;

        public DuplicateRender(Facts facts) {
            super("The backend already has a render with this id.", facts);
        }
    }

    /** 404 for a render id: the backend answers for no such render. */
    public static final class RenderNotFound extends NemoException {
        private static final long serialVersionUID = 1L;

        public RenderNotFound(Facts facts) {
            super("The backend knows no render with this id.", facts);
        }
    }

    /** Refused for a reason that the contract doesn't list; status, code and words are kept. */
    public static final class OtherRefusal extends NemoException {
        private static final long serialVersionUID = 1L;

        public OtherRefusal(Facts facts) {
            super(
                    "The backend refused the request (HTTP " + facts.status() + ", code " + facts.code() + ")."
                            + facts.quoted(),
                    facts);
        }
    }

    /** 5xx: the backend's own trouble. */
    public static final class ServerError extends NemoException {
        private static final long serialVersionUID = 1L;

        public ServerError(Facts facts) {
            super("The backend is in trouble (HTTP " + facts.status() + ")." + facts.quoted(), facts.uncertain());
        }
    }

    /** An answer that is not the contract's: a proxy's page, half a document, a missing field, a redirect. */
    public static final class UnreadableAnswer extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnreadableAnswer(String what, Facts facts) {
            super("The backend's answer can't be read: " + what, facts.uncertain());
        }
    }

    /** No connection came about: the request certainly never left. */
    public static final class Unreachable extends NemoException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super(sentence, Facts.withoutAnswer(Delivery.NEVER_LEFT), cause);
        }
    }

    /** What names the backend, or its pages, is no address: a setting to correct. The request never left. */
    public static final class UnusableAddress extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnusableAddress(String sentence, Throwable cause) {
            super(sentence, Facts.withoutAnswer(Delivery.NEVER_LEFT), cause);
        }
    }

    /** The connection broke after the request had begun to leave. */
    public static final class ConnectionLost extends NemoException {
        private static final long serialVersionUID = 1L;

        public ConnectionLost(String origin, Throwable cause) {
            super(
                    "The connection to " + origin + " broke before the answer was complete.",
                    Facts.withoutAnswer(Delivery.UNCERTAIN),
                    cause);
        }
    }

    /** No answer in time, after the request had begun to leave. */
    public static final class TimedOut extends NemoException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String origin, Throwable cause) {
            super(
                    "The backend at " + origin + " did not answer in time.",
                    Facts.withoutAnswer(Delivery.UNCERTAIN),
                    cause);
        }
    }

    /** Stopped by us through the call's scope. */
    public static final class Stopped extends NemoException {
        private static final long serialVersionUID = 1L;

        public Stopped(Delivery delivery, Throwable cause) {
            super("The request was stopped from this side.", Facts.withoutAnswer(delivery), cause);
        }
    }
}
