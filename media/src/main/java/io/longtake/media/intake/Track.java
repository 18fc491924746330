package io.longtake.media.intake;

import java.time.Duration;

/**
 * One stream of a video or a sound.
 *
 * @param codec libav's name of the codec, such as {@code h264} or {@code aac}
 * @param start time of its first sample on the file's clock; negative for samples before zero
 * @param length zero if the file doesn't specify it
 * @param cover whether it is the cover picture of a sound and not a video
 */
public record Track(Type type, String codec, Duration start, Duration length, boolean cover) {
    public enum Type {
        PICTURES,
        SOUND,
        /** Sound for which no decoder is available. */
        UNREADABLE_SOUND,
        /** Subtitles, positions and other data. */
        OTHER
    }
}
