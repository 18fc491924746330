package io.longtake.media.corpus;

import java.io.IOException;

/** How a file is made. A recipe is data: two that print alike make the same bytes. */
public sealed interface Recipe permits Jpeg, Png, Gif, Webp, Heif, Clip, Sound, Wav, Literal, Fixture, Edited {
    byte[] bytes() throws IOException;

    /** This recipe's file with a change. */
    default Recipe but(Edit... edits) {
        Recipe result = this;
        for (Edit edit : edits) {
            result = new Edited(result, edit);
        }
        return result;
    }
}
