package io.longtake.media.intake;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Tracks;
import io.longtake.media.picture.ClipGeometry;
import io.longtake.media.picture.Colour;
import io.longtake.media.picture.Orientation;
import io.longtake.media.sound.SoundLength;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the facts of a video or a sound from its header. */
final class TimedMediaFacts {
    private TimedMediaFacts() {}

    static MediaFacts of(Input input) throws IOException {
        input.readAhead();
        Tracks chosen = Tracks.of(input);
        Optional<AVStream> pictures =
                input.format().kind() == MediaFormat.Kind.VIDEO ? chosen.pictures() : Optional.empty();
        List<Track> tracks = tracks(input.context(), chosen);
        if (pictures.isPresent()) {
            return video(input, pictures.get(), tracks, chosen.sound().isPresent());
        }
        AVStream sound = chosen.sound().orElseThrow(() -> unreadable(input, tracks));
        return new MediaFacts(
                MediaFormat.Kind.AUDIO,
                input.format(),
                0,
                0,
                Orientation.AS_STORED,
                Colour.NONE,
                false,
                SoundLength.of(input, sound),
                0,
                0,
                tracks,
                List.of());
    }

    private static MediaException unreadable(Input input, List<Track> tracks) {
        String codings = tracks.stream()
                .filter(track -> track.type() != Track.Type.OTHER && !track.cover())
                .map(Track::codec)
                .distinct()
                .collect(Collectors.joining(", "));
        return new MediaException(
                Reason.UNSUPPORTED,
                input.file().getFileName()
                        + (codings.isEmpty()
                                ? " contains neither video nor sound"
                                : " uses an unsupported codec (" + codings + ")"));
    }

    private static MediaFacts video(Input input, AVStream stream, List<Track> tracks, boolean heard)
            throws IOException {
        MediaLimits.check(
                input.file(), stream.codecpar().width(), stream.codecpar().height());
        ClipGeometry geometry = ClipGeometry.of(input.context(), stream);
        AVRational rate = stream.avg_frame_rate();
        return new MediaFacts(
                MediaFormat.Kind.VIDEO,
                input.format(),
                geometry.width(),
                geometry.height(),
                geometry.orientation(),
                geometry.colour(),
                false,
                length(input),
                rate.den() == 0 ? 0 : rate.num() / (double) rate.den(),
                stream.nb_frames(),
                tracks,
                warnings(input, tracks, heard));
    }

    private static List<String> warnings(Input input, List<Track> tracks, boolean heard) {
        return tracks.stream()
                .filter(track -> track.type() == Track.Type.UNREADABLE_SOUND && !heard)
                .map(track -> input.file().getFileName() + " has sound that can't be read (" + track.codec()
                        + "): it is used without sound")
                .limit(1)
                .toList();
    }

    /** The length from the header. Recordings made by browsers don't specify it; then the packets are read. */
    private static Duration length(Input input) throws IOException {
        return input.context().duration() <= 0
                ? PacketClock.length(input.file())
                : Duration.ofNanos(input.context().duration() * 1_000);
    }

    private static List<Track> tracks(AVFormatContext context, Tracks chosen) {
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            Track.Type type =
                    switch (stream.codecpar().codec_type()) {
                        case avutil.AVMEDIA_TYPE_VIDEO -> Track.Type.PICTURES;
                        case avutil.AVMEDIA_TYPE_AUDIO ->
                            Tracks.isDecodable(stream) ? Track.Type.SOUND : Track.Type.UNREADABLE_SOUND;
                        default -> Track.Type.OTHER;
                    };
            tracks.add(new Track(
                    type,
                    avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString(),
                    time(stream, stream.start_time()),
                    time(stream, Math.max(0, stream.duration())),
                    chosen.isCover(stream)));
        }
        return tracks;
    }

    /** Zero if the file doesn't specify it. */
    private static Duration time(AVStream stream, long ticks) {
        if (ticks == avutil.AV_NOPTS_VALUE || stream.time_base().den() == 0) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(avutil.av_rescale_q(
                ticks, stream.time_base(), io.longtake.media.libav.Libav.rational(1, 1_000_000_000)));
    }
}
