package io.longtake.activities.delivery;

/** What stands under a path. */
public sealed interface Occupant {
    /** The name is free. */
    record Nothing() implements Occupant {}

    /** A film that this home put there and nobody changed since; the media store has it still, so replacing it loses nothing. */
    record Ours(DeliveredFilm film) implements Occupant {}

    /**
     * A file that only {@code --overwrite} replaces.
     *
     * @param what a clause with the file as its subject
     */
    record Theirs(String what) implements Occupant {}

    /**
     * No regular file: never replaced.
     *
     * @param what a clause with the path as its subject
     */
    record NoFile(String what) implements Occupant {}
}
