package io.longtake.media.corpus;

import java.io.IOException;

/** Describes how a file is created. A recipe is data: recipes with the same string form create the same bytes. */
public sealed interface Recipe permits Jpeg, Png, Gif, Webp, Heif, Clip, Sound, Wav, Literal, Fixture, Edited {
    byte[] bytes() throws IOException;

    /** This recipe with edits applied to its file. */
    default Recipe but(Edit... edits) {
        Recipe result = this;
        for (Edit edit : edits) {
            result = new Edited(result, edit);
        }
        return result;
    }
}
