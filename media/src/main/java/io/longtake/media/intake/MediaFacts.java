package io.longtake.media.intake;

import io.longtake.media.MediaFormat;
import io.longtake.media.picture.Colour;
import io.longtake.media.picture.Orientation;
import java.time.Duration;
import java.util.List;

/**
 * What a file is. Planning, drawing, upload and refusal all go by this one record.
 *
 * @param kind what it is for
 * @param format what its first bytes say
 * @param width in pixels as it is shown: upright, with the pixel aspect ratio applied; 0 for sound
 * @param height likewise
 * @param orientation the turn that is part of {@code width} and {@code height}
 * @param hasAlpha whether parts of it are transparent
 * @param duration zero for a still
 * @param fps frames a second; 0 where there are none
 * @param frames how many pictures; 1 for a still, 0 for sound or where the container doesn't tell
 * @param tracks of a video or a sound; empty for a still
 * @param warnings what a person should know though the file can be used: sentences that name it
 */
public record MediaFacts(
        MediaFormat.Kind kind,
        MediaFormat format,
        int width,
        int height,
        Orientation orientation,
        Colour colour,
        boolean hasAlpha,
        Duration duration,
        double fps,
        long frames,
        List<Track> tracks,
        List<String> warnings) {

    public MediaFacts {
        tracks = List.copyOf(tracks);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is anything to hear. */
    public boolean hasAudio() {
        return tracks.stream().anyMatch(track -> track.type() == Track.Type.SOUND);
    }
}
