package io.longtake.media;

import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.Input;
import io.longtake.media.picture.Orientation;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Says what a file is. In this process; for bytes from elsewhere see {@code io.longtake.media.guard}. */
public final class MediaProbe {
    private MediaProbe() {}

    /**
     * Reads a video's or a sound's header, and a still as a whole, so that a still which passes can be shown.
     *
     * @throws MediaException a sentence that names the file and says what is wrong with it
     */
    public static MediaInfo probe(Path file) throws IOException {
        try (Input input = Input.open(file)) {
            if (input.format().kind() == MediaFormat.Kind.IMAGE) {
                return still(file, input.format());
            }
            input.readAhead();
            Optional<AVStream> pictures = stream(input.context(), avutil.AVMEDIA_TYPE_VIDEO);
            boolean sound = stream(input.context(), avutil.AVMEDIA_TYPE_AUDIO).isPresent();
            if (pictures.isPresent() && input.format().kind() == MediaFormat.Kind.VIDEO) {
                return video(input, pictures.get(), sound);
            }
            if (!sound) {
                throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " holds neither pictures nor sound");
            }
            return new MediaInfo(MediaFormat.Kind.AUDIO, input.format(), 0, 0, length(input.context()), 0, true);
        }
    }

    private static MediaInfo still(Path file, MediaFormat format) throws IOException {
        try (Still still = StillReader.read(file)) {
            return new MediaInfo(
                    MediaFormat.Kind.IMAGE, format, still.width(), still.height(), Duration.ZERO, 0, false);
        }
    }

    private static MediaInfo video(Input input, AVStream stream, boolean sound) throws MediaException {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        if (width <= 0 || height <= 0) {
            throw input.damaged();
        }
        if ((long) width * height > MediaLimits.PIXELS) {
            throw input.tooLarge(width, height);
        }
        AVRational rate = stream.avg_frame_rate();
        boolean turned = Orientation.of(stream).swapsSides();
        return new MediaInfo(
                MediaFormat.Kind.VIDEO,
                input.format(),
                turned ? height : width,
                turned ? width : height,
                length(input.context()),
                rate.den() == 0 ? 0 : rate.num() / (double) rate.den(),
                sound);
    }

    private static Duration length(AVFormatContext context) {
        return context.duration() <= 0 ? Duration.ZERO : Duration.ofNanos(context.duration() * 1_000);
    }

    /** The first stream of a type that isn't a cover picture. */
    private static Optional<AVStream> stream(AVFormatContext context, int type) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (stream.codecpar().codec_type() == type && !cover) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }
}
