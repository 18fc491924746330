package io.longtake.media.corpus;

import java.nio.charset.StandardCharsets;

/** A file with exactly this text, in Latin-1. */
record Literal(String text) implements Recipe {
    @Override
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
