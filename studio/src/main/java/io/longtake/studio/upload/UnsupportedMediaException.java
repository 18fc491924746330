package io.longtake.studio.upload;

/** A file in a format that the contract does not support. */
public final class UnsupportedMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message the reason, as a sentence that follows the file's name */
    public UnsupportedMediaException(String message) {
        super(message);
    }
}
