package io.longtake.studio.upload;

/** Not a file the contract knows. */
public final class UnsupportedMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, as a sentence that follows the file's name */
    public UnsupportedMediaException(String message) {
        super(message);
    }
}
