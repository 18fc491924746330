package io.longtake.cli.intent;

import java.util.List;

/** What a sentence in a chat asks for. Everything that is not clearly something else is an edit. */
public sealed interface Intent {
    /** Its kind in the words of the JSON contract. */
    String word();

    /** The finished video. */
    record Export() implements Intent {
        @Override
        public String word() {
            return "export";
        }
    }

    /** The balance. */
    record Credits() implements Intent {
        @Override
        public String word() {
            return "credits";
        }
    }

    /** The timeline as it is. */
    record State() implements Intent {
        @Override
        public String word() {
            return "status";
        }
    }

    /**
     * More media.
     *
     * @param files paths as they were written, and URLs; empty when somebody wants to upload but named nothing
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

    /** A wish for the backend, in the person's words. */
    record Edit(String message) implements Intent {
        @Override
        public String word() {
            return "edit";
        }
    }
}
