package io.longtake.media.corpus;

import io.longtake.media.corpus.Planes.Matrix;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A video made by libav's encoders; also a still in a format that video codecs encode (WebP, AVIF).
 *
 * @param muxer libav's name of the container
 * @param codec libav's name of the encoder
 * @param format libav's name of the pixel format
 * @param seconds the pictures' duration
 * @param look the declared geometry and colours
 * @param sound the sound track, if any
 * @param coder options of the encoder
 * @param container options of the container
 */
public record Clip(
        Picture picture,
        String muxer,
        String codec,
        String format,
        int fps,
        double seconds,
        Look look,
        Sound.Track sound,
        SortedMap<String, String> coder,
        SortedMap<String, String> container)
        implements Recipe {
    /**
     * How the file declares its geometry and colours.
     *
     * @param rotation clockwise rotation needed to display the picture upright, degrees
     * @param aspect aspect ratio of a pixel: "64:45"
     * @param startSeconds start time of the first picture
     * @param tagged whether matrix and range are declared
     */
    public record Look(int rotation, String aspect, double startSeconds, Matrix matrix, boolean full, boolean tagged) {
        static final Look PLAIN = new Look(0, "1:1", 0, Matrix.BT709, false, true);
    }

    public static Clip of(Picture picture, String muxer, String codec, String format) {
        return new Clip(
                picture,
                muxer,
                codec,
                format,
                25,
                1.0,
                Look.PLAIN,
                Sound.Track.NONE,
                new TreeMap<>(Codecs.quick(codec)),
                new TreeMap<>());
    }

    Clip looking(Look other) {
        return new Clip(picture, muxer, codec, format, fps, seconds, other, sound, coder, container);
    }

    Clip turned(int degrees) {
        return looking(new Look(degrees, look.aspect, look.startSeconds, look.matrix, look.full, look.tagged));
    }

    Clip withAspect(String aspect) {
        return looking(new Look(look.rotation, aspect, look.startSeconds, look.matrix, look.full, look.tagged));
    }

    Clip startingAt(double start) {
        return looking(new Look(look.rotation, look.aspect, start, look.matrix, look.full, look.tagged));
    }

    Clip coloured(Matrix matrix, boolean full, boolean tagged) {
        return looking(new Look(look.rotation, look.aspect, look.startSeconds, matrix, full, tagged));
    }

    Clip lasting(int otherFps, double otherSeconds) {
        return new Clip(picture, muxer, codec, format, otherFps, otherSeconds, look, sound, coder, container);
    }

    Clip sounding(Sound.Track other) {
        return new Clip(picture, muxer, codec, format, fps, seconds, look, other, coder, container);
    }

    Clip coding(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(coder);
        more.put(name, value);
        return new Clip(picture, muxer, codec, format, fps, seconds, look, sound, more, container);
    }

    Clip containing(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(container);
        more.put(name, value);
        return new Clip(picture, muxer, codec, format, fps, seconds, look, sound, coder, more);
    }

    /** Reduces the clip to one picture. */
    Clip still() {
        return lasting(1, 1.0);
    }

    @Override
    public byte[] bytes() throws IOException {
        try (Muxing muxing = new Muxing(muxer, container)) {
            muxing.pictures(this);
            if (!sound.equals(Sound.Track.NONE)) {
                muxing.sound(sound);
            }
            return muxing.file();
        }
    }
}
