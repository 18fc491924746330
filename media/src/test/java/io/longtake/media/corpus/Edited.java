package io.longtake.media.corpus;

import java.io.IOException;

/** A file made by a recipe, then changed. */
record Edited(Recipe original, Edit edit) implements Recipe {
    @Override
    public byte[] bytes() throws IOException {
        return edit.apply(original.bytes());
    }
}
