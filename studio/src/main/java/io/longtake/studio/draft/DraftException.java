package io.longtake.studio.draft;

/** A draft that cannot be turned into a film; the message is a sentence for the client that sent it. */
public final class DraftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DraftException(String message) {
        super(message);
    }
}
