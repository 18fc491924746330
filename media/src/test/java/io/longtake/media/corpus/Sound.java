package io.longtake.media.corpus;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sound file made by libav's encoders: a tone of 440 Hz.
 *
 * @param cover whether it contains a JPEG as its cover picture
 */
public record Sound(String muxer, Track track, boolean cover, SortedMap<String, String> container) implements Recipe {
    /**
     * The sound track.
     *
     * @param codec libav's name of the encoder
     * @param startSeconds when the sound begins
     */
    public record Track(String codec, int rate, int channels, double seconds, double startSeconds) {
        static final Track NONE = new Track("", 0, 0, 0, 0);

        static Track aac(double seconds) {
            return new Track("aac", 48_000, 2, seconds, 0);
        }
    }

    static Sound of(String muxer, String codec, int rate, int channels, double seconds) {
        return new Sound(muxer, new Track(codec, rate, channels, seconds, 0), false, new TreeMap<>());
    }

    Sound withCover() {
        return new Sound(muxer, track, true, container);
    }

    Sound containing(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(container);
        more.put(name, value);
        return new Sound(muxer, track, cover, more);
    }

    @Override
    public byte[] bytes() throws IOException {
        try (Muxing muxing = new Muxing(muxer, container)) {
            muxing.sound(track);
            if (cover) {
                muxing.cover(Jpeg.of(Picture.quarters(64, 64), "1x1,1x1,1x1"));
            }
            return muxing.file();
        }
    }
}
