package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The pictures of a video in order, upright, whatever its frame rate. */
public final class ClipReader implements AutoCloseable {
    private static final int THREADS = 2;

    private final Input input;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final Orientation orientation;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame shown = Libav.frame();
    private final AVFrame decoded = Libav.frame();
    private final AVFrame scaled = Libav.frame();
    private @Nullable FilterGraph graph;
    private boolean ended;
    private boolean begun;
    private double nextSeconds = -1;

    /** How a clip's pictures are brought to the size that is asked for. */
    public enum Placing {
        /** Stretched to it: the size has the clip's ratio. */
        FILLING,
        /** Whole and in the middle, over a blurred and darkened copy that fills the rest. */
        OVER_BLURRED_SELF
    }

    public ClipReader(Path file) throws IOException {
        input = Input.open(file);
        boolean whole = false;
        try {
            input.readAhead();
            int index = avformat.av_find_best_stream(
                    input.context(),
                    avutil.AVMEDIA_TYPE_VIDEO,
                    -1,
                    -1,
                    (org.bytedeco.javacpp.PointerPointer<?>) null,
                    0);
            if (index < 0) {
                throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " has no pictures");
            }
            stream = input.context().streams(index);
            StillReader.check(
                    input, stream.codecpar().width(), stream.codecpar().height());
            decoder = input.decoder(stream, THREADS);
            whole = true;
        } finally {
            if (!whole) {
                input.close();
            }
        }
        orientation = Orientation.of(stream);
    }

    /** In pixels, upright. */
    public int width() {
        return orientation.swapsSides()
                ? stream.codecpar().height()
                : stream.codecpar().width();
    }

    public int height() {
        return orientation.swapsSides()
                ? stream.codecpar().width()
                : stream.codecpar().height();
    }

    /**
     * Goes to the nearest key frame at or before {@code seconds}, so that what lies before needn't be decoded. Where the
     * file can't be searched it stays where it is.
     */
    public void seek(double seconds) throws MediaException {
        double base = stream.time_base().num() / (double) stream.time_base().den();
        if (!jump(start() + (long) Math.floor(seconds / base))) {
            return;
        }
        decodeNext();
        if (ended || nextSeconds > seconds) {
            // An index that lies: back to the beginning, and on picture by picture.
            jump(start());
            decodeNext();
        }
    }

    private boolean jump(long timestamp) {
        if (avformat.av_seek_frame(input.context(), stream.index(), timestamp, avformat.AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        avcodec.avcodec_flush_buffers(decoder);
        ended = false;
        begun = true;
        return true;
    }

    private long start() {
        return stream.start_time() == avutil.AV_NOPTS_VALUE ? 0 : stream.start_time();
    }

    /**
     * Goes on to the picture that stands at {@code seconds}, never back, and reads it if it is another than before.
     *
     * @param into transposed, of {@code into.height()} x {@code into.width()} upright samples, both even
     * @param grade colours, as for stills
     */
    public void advance(double seconds, Still.Grade grade, Placing placing, PackedPicture into) throws IOException {
        boolean another = false;
        if (!begun) {
            begun = true;
            decodeNext();
            another = !ended;
            keep();
        }
        while (!ended && nextSeconds <= seconds) {
            keep();
            another = true;
            decodeNext();
        }
        if (another) {
            show(grade, placing, into);
        }
    }

    /** What was decoded last becomes what is shown. */
    private void keep() throws MediaException {
        avutil.av_frame_unref(shown);
        if (!ended) {
            Libav.check(avutil.av_frame_ref(shown, decoded), "keeping a frame");
        }
    }

    private void decodeNext() throws MediaException {
        avutil.av_frame_unref(decoded);
        while (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
            if (avformat.av_read_frame(input.context(), packet) < 0) {
                avcodec.avcodec_send_packet(decoder, null);
                if (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
                    ended = true;
                    return;
                }
                break;
            }
            if (packet.stream_index() == stream.index()) {
                avcodec.avcodec_send_packet(decoder, packet);
            }
            avcodec.av_packet_unref(packet);
        }
        double base = stream.time_base().num() / (double) stream.time_base().den();
        nextSeconds = Math.max(0, (decoded.best_effort_timestamp() - start()) * base);
    }

    private void show(Still.Grade grade, Placing placing, PackedPicture into) throws MediaException {
        if (placing == Placing.OVER_BLURRED_SELF) {
            AVFrame placed = FilterGraph.apply(
                    shown, overBlurredSelf(grade, /* width= */ into.height(), /* height= */ into.width()));
            try {
                into.read(placed);
            } finally {
                avutil.av_frame_free(placed);
            }
            return;
        }
        FilterGraph open = graph;
        if (open == null) {
            open = FilterGraph.forPicturesLike(
                    shown, toRgb(grade) + toYcc(/* width= */ into.height(), /* height= */ into.width()));
            graph = open;
        }
        open.push(shown);
        while (open.pull(scaled)) {
            into.read(scaled);
            avutil.av_frame_unref(scaled);
        }
    }

    private String toRgb(Still.Grade grade) {
        String turn = orientation.filter().isEmpty() ? "" : orientation.filter() + ",";
        String matrix = shown.colorspace() == avutil.AVCOL_SPC_BT709
                        || (shown.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED && height() >= 720)
                ? "709"
                : "470bg";
        String range = shown.color_range() == avutil.AVCOL_RANGE_JPEG ? "full" : "limited";
        String graded = grade.filter().isEmpty() ? "" : "," + grade.filter();
        return turn + "zscale=min=" + matrix + ":rin=" + range + ":m=gbr:r=full:filter=bicubic,format=gbrp" + graded;
    }

    private static String toYcc(int width, int height) {
        return ",zscale=w=" + width + ":h=" + height
                + ":filter=bicubic:m=709:r=limited:chromal=left,format=yuv420p,transpose=dir=cclock_flip";
    }

    private String overBlurredSelf(Still.Grade grade, int width, int height) {
        double fit = Math.min(width / (double) width(), height / (double) height());
        return toRgb(grade) + ","
                + Still.overBlurredSelf(
                        new Still.Size(width(), height()),
                        new Still.Size(width, height),
                        new Still.Size((int) (width() * fit) & ~1, (int) (height() * fit) & ~1))
                + toYcc(width, height);
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        avutil.av_frame_free(shown);
        avutil.av_frame_free(decoded);
        avutil.av_frame_free(scaled);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        input.close();
    }
}
