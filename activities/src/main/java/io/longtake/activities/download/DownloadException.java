package io.longtake.activities.download;

import java.io.IOException;

/** A download that did not come to its end, one type per cause. What arrived is kept, and the next try goes on from there. */
public abstract sealed class DownloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private DownloadException(String sentence) {
        super(sentence);
    }

    private DownloadException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The link has died (401, 403, 404, 410): a fresh one has to be asked for. */
    public static final class LinkExpired extends DownloadException {
        private static final long serialVersionUID = 1L;

        LinkExpired(int status) {
            super("The download link has expired (HTTP " + status + ").");
        }
    }

    /** The server can't give it now. */
    public static final class ServerTrouble extends DownloadException {
        private static final long serialVersionUID = 1L;

        ServerTrouble(int status) {
            super("The file's server is in trouble (HTTP " + status + ").");
        }
    }

    /** A setting or a proxy of this machine's network stands between it and the server. */
    public static final class WayBlocked extends DownloadException {
        private static final long serialVersionUID = 1L;

        WayBlocked(IOException cause) {
            super("The download could not begin. " + cause.getMessage(), cause);
        }
    }

    /** What the server gives is not the file. */
    public static final class WrongContent extends DownloadException {
        private static final long serialVersionUID = 1L;

        WrongContent(String what) {
            super("The download is not the film: " + what + ".");
        }
    }

    /** The connection couldn't be made, or broke. */
    public static final class Interrupted extends DownloadException {
        private static final long serialVersionUID = 1L;

        Interrupted(long received, Throwable cause) {
            super("The download broke off; " + received + " bytes are kept, and it goes on from there.", cause);
        }
    }

    /** Nothing arrived for too long. */
    public static final class Stalled extends DownloadException {
        private static final long serialVersionUID = 1L;

        Stalled(long received, Throwable cause) {
            super("The download stalled; " + received + " bytes are kept, and it goes on from there.", cause);
        }
    }

    /** Stopped from this side. */
    public static final class Stopped extends DownloadException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The download was stopped.");
        }
    }

    /** This machine's disk doesn't take it. */
    public static final class DiskTrouble extends DownloadException {
        private static final long serialVersionUID = 1L;

        DiskTrouble(Throwable cause) {
            super("The download can't be written to the disk.", cause);
        }
    }
}
