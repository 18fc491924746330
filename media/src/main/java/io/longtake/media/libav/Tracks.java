package io.longtake.media.libav;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The video and sound streams of a file, and the zero of the file's clock. The intake, the picture reader and the sound
 * reader all use this class, so that they agree.
 *
 * @param pictures the video; empty in a sound file, even if it has cover pictures
 * @param sound the sound stream that is played
 * @param zeroMicros the start time of the earlier of the two on the container's clock, microseconds
 */
public record Tracks(Optional<AVStream> pictures, Optional<AVStream> sound, long zeroMicros) {
    private static final int COVER = avformat.AV_DISPOSITION_ATTACHED_PIC
            | avformat.AV_DISPOSITION_TIMED_THUMBNAILS
            | avformat.AV_DISPOSITION_STILL_IMAGE;
    private static final AVRational MICROS = Libav.rational(1, 1_000_000);

    /** @param input with {@link Input#readAhead} already called, so that its streams are known */
    public static Tracks of(Input input) throws IOException {
        Optional<AVStream> sound = preferred(ofType(input.context(), avutil.AVMEDIA_TYPE_AUDIO));
        for (AVStream stream : ofType(input.context(), avutil.AVMEDIA_TYPE_VIDEO)) {
            if (!isCover(input, stream, sound)) {
                return new Tracks(Optional.of(stream), sound, zero(Optional.of(stream), sound));
            }
        }
        return new Tracks(Optional.empty(), sound, zero(Optional.empty(), sound));
    }

    /** Whether a video stream is the cover picture of a sound and not a video. */
    public boolean isCover(AVStream stream) {
        return stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO
                && ((stream.disposition() & COVER) != 0
                        || (pictures.isEmpty() && sound.isPresent() && isDecodable(stream)));
    }

    /** Whether a decoder for a stream is available. */
    public static boolean isDecodable(AVStream stream) {
        return avcodec.avcodec_find_decoder(stream.codecpar().codec_id()) != null;
    }

    /** The zero of the file's clock in units of the time base of {@code stream}. */
    public long zeroOf(AVStream stream) {
        return avutil.av_rescale_q(zeroMicros, MICROS, stream.time_base());
    }

    private static List<AVStream> ofType(AVFormatContext context, int type) {
        return IntStream.range(0, context.nb_streams())
                .mapToObj(context::streams)
                .filter(stream -> stream.codecpar().codec_type() == type)
                .filter(Tracks::isDecodable)
                .toList();
    }

    /** The stream that the file marks as default, otherwise the first. */
    private static Optional<AVStream> preferred(List<AVStream> streams) {
        return streams.stream()
                .filter(stream -> (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0)
                .findFirst()
                .or(() -> streams.stream().findFirst());
    }

    private static long zero(Optional<AVStream> pictures, Optional<AVStream> sound) {
        return List.of(pictures, sound).stream()
                .flatMap(Optional::stream)
                .filter(stream -> stream.start_time() != avutil.AV_NOPTS_VALUE)
                .mapToLong(stream -> avutil.av_rescale_q(stream.start_time(), stream.time_base(), MICROS))
                .min()
                .orElse(0);
    }

    /**
     * Whether a video stream is a cover picture: marked as one, or a single picture in a file with sound that lasts at
     * least twice as long. Programs that don't know the mark write covers as ordinary tracks.
     */
    private static boolean isCover(Input input, AVStream stream, Optional<AVStream> sound) throws IOException {
        if ((stream.disposition() & COVER) != 0) {
            return true;
        }
        if (sound.isEmpty() || !isSingle(input, stream)) {
            return false;
        }
        double seen = stream.duration() == avutil.AV_NOPTS_VALUE ? 0 : stream.duration() * seconds(stream.time_base());
        return seen * 2 <= Math.max(0, input.context().duration()) / 1e6;
    }

    private static double seconds(AVRational base) {
        return base.num() / (double) base.den();
    }

    private static boolean isSingle(Input input, AVStream stream) throws IOException {
        if (stream.nb_frames() > 0) {
            return stream.nb_frames() == 1;
        }
        // Matroska doesn't store the number of pictures. The second picture of a video follows soon; only covers cause
        // a read to the end.
        return isStillCodec(stream.codecpar().codec_id()) && !hasSecond(input, stream.index());
    }

    private static boolean isStillCodec(int codec) {
        return codec == avcodec.AV_CODEC_ID_MJPEG
                || codec == avcodec.AV_CODEC_ID_PNG
                || codec == avcodec.AV_CODEC_ID_BMP
                || codec == avcodec.AV_CODEC_ID_GIF
                || codec == avcodec.AV_CODEC_ID_WEBP
                || codec == avcodec.AV_CODEC_ID_TIFF;
    }

    private static boolean hasSecond(Input input, int stream) throws IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        int seen = 0;
        try (Input again = Input.open(input.file())) {
            again.readAhead();
            while (seen < 2 && avformat.av_read_frame(again.context(), packet) >= 0) {
                seen += packet.stream_index() == stream ? 1 : 0;
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        return seen == 2;
    }
}
