package io.longtake.studio.draft;

/** A draft that can't become a film; the message is a sentence for the person who sent it. */
public final class DraftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DraftException(String message) {
        super(message);
    }
}
