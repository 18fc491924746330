package io.longtake.media.intake;

import java.time.Duration;

/**
 * One stream of a video or a sound.
 *
 * @param codec libav's name of its coding, such as {@code h264} or {@code aac}
 * @param start of its first sample on the file's own clock; negative where samples lie before its zero
 * @param length zero where the file doesn't tell
 * @param cover a picture that belongs to a sound, and no film
 */
public record Track(Type type, String codec, Duration start, Duration length, boolean cover) {
    public enum Type {
        PICTURES,
        SOUND,
        /** Sound without a decoder for it. */
        UNREADABLE_SOUND,
        /** Subtitles, positions and the like. */
        OTHER
    }
}
