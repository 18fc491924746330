package io.longtake.media.corpus;

import java.io.IOException;

/** A file created by a recipe and then edited. */
record Edited(Recipe original, Edit edit) implements Recipe {
    @Override
    public byte[] bytes() throws IOException {
        return edit.apply(Originals.bytes(original));
    }
}
