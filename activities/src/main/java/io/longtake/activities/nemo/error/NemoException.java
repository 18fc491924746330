package io.longtake.activities.nemo.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that failed, with one type for each cause. The message is a sentence for the user. The backend's own text is in
 * {@link #backendMessage()}, with anything that looks like a credential removed.
 */
public abstract sealed class NemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String backendMessage;
    private final Delivery delivery;

    /**
     * The facts of the response.
     *
     * @param status the HTTP status, 0 if there was no response
     * @param code the envelope's code, 0 if there was none
     * @param backendMessage the backend's own text; may be empty
     */
    public record Facts(int status, int code, String backendMessage, Delivery delivery) {
        static Facts withoutAnswer(Delivery delivery) {
            return new Facts(0, 0, "", delivery);
        }

        public Facts uncertain() {
            return new Facts(status, code, backendMessage, Delivery.UNCERTAIN);
        }

        String quoted() {
            return backendMessage.isEmpty() ? "" : " It said: \"" + backendMessage + "\".";
        }
    }

    private NemoException(String sentence, Facts facts) {
        super(sentence);
        this.status = facts.status();
        this.code = facts.code();
        this.backendMessage = facts.backendMessage();
        this.delivery = facts.delivery();
    }

    private NemoException(String sentence, Facts facts, Throwable cause) {
        this(sentence, facts);
        initCause(cause);
    }

    /** The HTTP status, 0 if there was no response. */
    public final int status() {
        return status;
    }

    /** The kind of failure in lower case, such as {@code token_refused}, for metrics and traces. */
    public final String kind() {
        StringBuilder kind = new StringBuilder();
        getClass().getSimpleName().chars().forEach(letter -> {
            if (Character.isUpperCase(letter) && !kind.isEmpty()) {
                kind.append('_');
            }
            kind.append((char) Character.toLowerCase(letter));
        });
        return kind.toString();
    }

    /** The envelope's code, 0 if there was none. */
    public final int code() {
        return code;
    }

    /** The backend's own text; may be empty. */
    public final String backendMessage() {
        return backendMessage;
    }

    /** How far the request got. */
    public final Delivery delivery() {
        return delivery;
    }

    /** 1001: the token is invalid or has expired. */
    public static final class TokenRefused extends NemoException {
        private static final long serialVersionUID = 1L;

        public TokenRefused(Facts facts) {
            super("The backend refused the token: it is invalid or has expired.", facts);
        }
    }

    /** 1002: the backend does not have this session, or no longer has it. */
    public static final class SessionNotFound extends NemoException {
        private static final long serialVersionUID = 1L;

        public SessionNotFound(Facts facts) {
            super("The backend no longer has this session; its timeline there is lost.", facts);
        }
    }

    /** 2001: the account has no credits left. */
    public static final class NoCredits extends NemoException {
        private static final long serialVersionUID = 1L;

        public NoCredits(Facts facts) {
            super("The account does not have enough credits.", facts);
        }
    }

    /** 4001: the backend does not accept this file format. */
    public static final class UnsupportedFile extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnsupportedFile(Facts facts) {
            super(
                    "The backend does not accept this file. It accepts mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3,"
                            + " wav, m4a and aac.",
                    facts);
        }
    }

    /** 4002: the file is larger than the backend accepts. */
    public static final class FileTooLarge extends NemoException {
        private static final long serialVersionUID = 1L;

        public FileTooLarge(Facts facts) {
            super("The file is larger than the backend's limit of 200 MB. Compress or trim it.", facts);
        }
    }

    /** 400: a token was requested without a client id. */
    public static final class ClientIdMissing extends NemoException {
        private static final long serialVersionUID = 1L;

        public ClientIdMissing(Facts facts) {
            super("The backend reports that the request for a token has no client ID.", facts);
        }
    }

    /** 402: caused by the plan or the attribution headers, not by missing credits. */
    public static final class ExportNotAllowed extends NemoException {
        private static final long serialVersionUID = 1L;

        public ExportNotAllowed(Facts facts) {
            super("The account's plan does not allow this export. More credits don't help.", facts);
        }
    }

    /** 429: too many requests. */
    public static final class RateLimited extends NemoException {
        private static final long serialVersionUID = 1L;

        private final Optional<Duration> retryAfter;

        /**
         * @param retryAfter the pause that the backend requested, if it named one
         * @param now when the pause begins
         */
        public RateLimited(Facts facts, Optional<Duration> retryAfter, Instant now) {
            super(
                    "The backend received too many requests and requires a pause"
                            + retryAfter
                                    .map(pause -> " of " + RetryDelayText.of(pause, now))
                                    .orElse("") + ".",
                    facts);
            this.retryAfter = retryAfter;
        }

        /** The pause that the backend requested; empty if it named none. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The backend already has this render id: the render counts as submitted. */
    public static final class DuplicateRender extends NemoException {
        private static final long serialVersionUID = 1L;

        public DuplicateRender(Facts facts) {
            super("The backend already has a render with this ID.", facts);
        }
    }

    /** 404 for a render id: the backend does not know this render. */
    public static final class RenderNotFound extends NemoException {
        private static final long serialVersionUID = 1L;

        public RenderNotFound(Facts facts) {
            super("The backend has no render with this ID.", facts);
        }
    }

    /** Refused for a reason that the contract does not list; status, code and text are kept. */
    public static final class OtherRefusal extends NemoException {
        private static final long serialVersionUID = 1L;

        public OtherRefusal(Facts facts) {
            super(
                    "The backend refused the request (HTTP " + facts.status() + ", code " + facts.code() + ")."
                            + facts.quoted(),
                    facts);
        }
    }

    /** 5xx: an error of the backend itself. */
    public static final class ServerError extends NemoException {
        private static final long serialVersionUID = 1L;

        public ServerError(Facts facts) {
            super(
                    "The backend returned a server error (HTTP " + facts.status() + ")." + facts.quoted(),
                    facts.uncertain());
        }
    }

    /** A response that does not follow the contract: a proxy's page, a truncated document, a missing field, a redirect. */
    public static final class UnreadableAnswer extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnreadableAnswer(String what, Facts facts) {
            super("The backend's response can't be read: " + what, facts.uncertain());
        }
    }

    /** No connection was established: the request was certainly not sent. */
    public static final class Unreachable extends NemoException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String sentence, Throwable cause) {
            super(sentence, Facts.withoutAnswer(Delivery.NEVER_LEFT), cause);
        }
    }

    /** The address of the backend, or of its web pages, is invalid; a setting has to be corrected. The request was not sent. */
    public static final class UnusableAddress extends NemoException {
        private static final long serialVersionUID = 1L;

        public UnusableAddress(String sentence, Throwable cause) {
            super(sentence, Facts.withoutAnswer(Delivery.NEVER_LEFT), cause);
        }
    }

    /** The connection broke after sending had started. */
    public static final class ConnectionLost extends NemoException {
        private static final long serialVersionUID = 1L;

        public ConnectionLost(String origin, Throwable cause) {
            super(
                    "The connection to " + origin + " broke before the response was complete.",
                    Facts.withoutAnswer(Delivery.UNCERTAIN),
                    cause);
        }
    }

    /** No response in time, after sending had started. */
    public static final class TimedOut extends NemoException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String origin, Throwable cause) {
            super(
                    "The backend at " + origin + " did not respond in time.",
                    Facts.withoutAnswer(Delivery.UNCERTAIN),
                    cause);
        }
    }

    /** Stopped by the client through the scope of the call. */
    public static final class Stopped extends NemoException {
        private static final long serialVersionUID = 1L;

        public Stopped(Delivery delivery, Throwable cause) {
            super("Longtake stopped the request.", Facts.withoutAnswer(delivery), cause);
        }
    }
}
