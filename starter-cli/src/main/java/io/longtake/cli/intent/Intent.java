package io.longtake.cli.intent;

import java.util.List;

/** What a sentence in a chat asks for. Everything that is not clearly something else is an edit. */
public sealed interface Intent {
    /** The finished video. */
    record Export() implements Intent {}

    /** The balance. */
    record Credits() implements Intent {}

    /** The timeline as it is. */
    record State() implements Intent {}

    /**
     * More media.
     *
     * @param files paths as they were written, and URLs; empty when somebody wants to upload but named nothing
     */
    record Upload(List<String> files) implements Intent {
        public Upload {
            files = List.copyOf(files);
        }
    }

    /** A wish for the backend, in the person's words. */
    record Edit(String message) implements Intent {}
}
