package io.longtake.activities.download;

import io.longtake.files.durable.DiskErrors;
import io.longtake.workflows.media.FileSize;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A download that was not completed, with one type for each cause. The bytes received are kept, and the next attempt resumes from
 * there.
 */
public abstract sealed class DownloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private DownloadException(String sentence) {
        super(sentence);
    }

    private DownloadException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    private static String after(long received) {
        return received > 0 ? " after " + FileSize.text(received) : "";
    }

    /** The link does not work any more (401, 403, 404, 410), usually because it has expired: a fresh one has to be requested. */
    public static final class LinkExpired extends DownloadException {
        private static final long serialVersionUID = 1L;

        LinkExpired(int status) {
            super("The download link does not work any more (HTTP " + status + ").");
        }
    }

    /** The server can't deliver the file now. */
    public static final class ServerError extends DownloadException {
        private static final long serialVersionUID = 1L;

        ServerError(int status) {
            super("The file server can't deliver the film now (HTTP " + status + ").");
        }
    }

    /** A setting or a proxy of this machine's network prevents the connection to the server. */
    public static final class WayBlocked extends DownloadException {
        private static final long serialVersionUID = 1L;

        WayBlocked(IOException cause) {
            super("The download could not start. " + cause.getMessage(), cause);
        }
    }

    /** The server's response is not the file. */
    public static final class WrongContent extends DownloadException {
        private static final long serialVersionUID = 1L;

        WrongContent(String what) {
            super("The film can't be downloaded: " + what + ".");
        }
    }

    /** The connection failed or broke. */
    public static final class Interrupted extends DownloadException {
        private static final long serialVersionUID = 1L;

        Interrupted(long received, Throwable cause) {
            super("The download was interrupted" + after(received) + ".", cause);
        }
    }

    /** No bytes arrived for longer than the limit. */
    public static final class Stalled extends DownloadException {
        private static final long serialVersionUID = 1L;

        Stalled(long received, Throwable cause) {
            super("The download stalled" + after(received) + ".", cause);
        }
    }

    /** Stopped by the client. */
    public static final class Stopped extends DownloadException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The download was stopped.");
        }
    }

    /** The file can't be written to this machine's disk. */
    public static final class DiskTrouble extends DownloadException {
        private static final long serialVersionUID = 1L;

        DiskTrouble(Path folder, IOException cause) {
            super("The download can't be written to " + folder + ": " + DiskErrors.reason(cause) + ".", cause);
        }
    }
}
