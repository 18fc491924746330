package io.longtake.media.intake;

import io.longtake.media.MediaFormat;
import io.longtake.media.picture.Colour;
import io.longtake.media.picture.Orientation;
import java.time.Duration;
import java.util.List;

/**
 * The properties of a media file. Planning, drawing, upload and refusal all use this record.
 *
 * @param kind image, video or sound
 * @param format the format according to the first bytes
 * @param width in pixels as displayed, after rotation and with the pixel aspect ratio applied; 0 for sound
 * @param height likewise
 * @param orientation the rotation that {@code width} and {@code height} already include
 * @param hasAlpha whether parts of it are transparent
 * @param duration zero for a still
 * @param fps frames per second; 0 where there are none
 * @param frames number of pictures; 1 for a still, 0 for sound or if the container doesn't specify it
 * @param tracks of a video or a sound; empty for a still
 * @param warnings problems of a usable file that the user should know: sentences that name the file
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

    /** Whether the file has a sound track that can be decoded. */
    public boolean hasAudio() {
        return tracks.stream().anyMatch(track -> track.type() == Track.Type.SOUND);
    }
}
