package io.longtake.cli.intent;

import java.util.List;

/** The request of a sentence in a chat. A sentence that is not clearly another request is an edit. */
public sealed interface Intent {
    /** The type, as in the JSON contract. */
    String word();

    /** Requests the finished video. */
    record Export() implements Intent {
        @Override
        public String word() {
            return "export";
        }
    }

    /** Requests the balance. */
    record Credits() implements Intent {
        @Override
        public String word() {
            return "credits";
        }
    }

    /** Requests the current timeline. */
    record State() implements Intent {
        @Override
        public String word() {
            return "status";
        }
    }

    /**
     * Adds media.
     *
     * @param files paths as written, and URLs; empty when the user wants to upload but named none
     */
    record Upload(List<String> files) implements Intent {
        public Upload {
            files = List.copyOf(files);
        }

        @Override
        public String word() {
            return "upload";
        }
    }

    /** An instruction for the backend, in the user's words. */
    record Edit(String message) implements Intent {
        @Override
        public String word() {
            return "edit";
        }
    }
}
