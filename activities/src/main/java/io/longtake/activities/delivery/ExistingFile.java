package io.longtake.activities.delivery;

import io.longtake.workflows.render.Delivery.Existing;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What stands under a path, and whether a film may take its place. */
public sealed interface ExistingFile {
    /**
     * Why a film may not be put there.
     *
     * @return a clause with the path as its subject; empty where it may
     */
    Optional<String> refusal(Existing existing);

    /** Whether nothing has the name, not even a link that leads nowhere. */
    static boolean isFree(Path path) {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The name is free. */
    record Nothing() implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.empty();
        }
    }

    /** A film that this home put there and nobody changed since; the media store has it still, so replacing it loses nothing. */
    record Ours(DeliveredFilm film) implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.empty();
        }
    }

    /**
     * A file that only {@code --overwrite} replaces.
     *
     * @param what a clause with the file as its subject
     */
    record Theirs(String what) implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return existing == Existing.KEEP ? Optional.of(what) : Optional.empty();
        }
    }

    /** No regular file: never replaced. */
    enum NoFile implements ExistingFile {
        FOLDER("is a folder"),
        /** A device, a pipe, a socket. */
        OTHER("is not a regular file");

        private final String what;

        NoFile(String what) {
            this.what = what;
        }

        /** Empty where there is nothing, or a file. Links are followed. */
        public static Optional<NoFile> at(Path path) {
            if (Files.isDirectory(path)) {
                return Optional.of(FOLDER);
            }
            return Files.exists(path) && !Files.isRegularFile(path) ? Optional.of(OTHER) : Optional.empty();
        }

        /** A clause with the path as its subject. */
        public String what() {
            return what;
        }

        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.of(what);
        }
    }
}
