package io.longtake.studio.understand.template;

import java.util.List;

/** A part of a template. */
sealed interface Part {
    /** One word, or a run of characters in a language without blanks. */
    record Words(String text) implements Part {}

    record Sequence(List<Part> parts) implements Part {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** {@code (a|b)}: any one of these. */
    record Choice(List<Part> parts) implements Part {
        public Choice {
            parts = List.copyOf(parts);
        }
    }

    /** {@code [a]}: may be left out. */
    record Maybe(Part part) implements Part {}

    /**
     * {@code {kind}} or {@code {kind:name}}: a typed piece of text.
     *
     * @param name under which its value is kept
     */
    record Slot(String kind, String name) implements Part {}
}
