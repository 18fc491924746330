package io.longtake.activities.delivery;

import io.longtake.workflows.render.Delivery.Existing;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What exists at a path, and whether a film may replace it. */
public sealed interface ExistingFile {
    /**
     * The reason why a film may not be placed there.
     *
     * @return a clause with the path as its subject; empty if the film may be placed
     */
    Optional<String> refusal(Existing existing);

    /** Whether nothing exists at the path, not even a dangling link. */
    static boolean isFree(Path path) {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Nothing exists at the path. */
    record Nothing() implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.empty();
        }
    }

    /**
     * A film that this home delivered and that was not changed since. The media store still has it, so replacing it loses nothing.
     */
    record Ours(DeliveredFilm film) implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.empty();
        }
    }

    /**
     * A file that is replaced only with {@code --overwrite}.
     *
     * @param what the reason, as a clause with the file as its subject
     */
    record Theirs(String what) implements ExistingFile {
        @Override
        public Optional<String> refusal(Existing existing) {
            return existing == Existing.KEEP ? Optional.of(what) : Optional.empty();
        }
    }

    /** Not a regular file: never replaced. */
    enum NoFile implements ExistingFile {
        FOLDER("is a folder"),
        /** A device, a pipe or a socket. */
        OTHER("is not a regular file");

        private final String what;

        NoFile(String what) {
            this.what = what;
        }

        /** Returns empty if nothing or a regular file exists at the path. Links are followed. */
        public static Optional<NoFile> at(Path path) {
            if (Files.isDirectory(path)) {
                return Optional.of(FOLDER);
            }
            return Files.exists(path) && !Files.isRegularFile(path) ? Optional.of(OTHER) : Optional.empty();
        }

        /** The reason, as a clause with the path as its subject. */
        public String what() {
            return what;
        }

        @Override
        public Optional<String> refusal(Existing existing) {
            return Optional.of(what);
        }
    }
}
