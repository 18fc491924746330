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
    private final AVFrame decoded = Libav.frame();
    private final AVFrame scaled = Libav.frame();
    private @Nullable FilterGraph graph;
    private boolean ended;
    private double nextSeconds = -1;

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
     * Goes on to the picture that is shown at {@code seconds}, never back, and reads it if it is another than before.
     *
     * @param into transposed, of {@code into.height()} x {@code into.width()} upright samples, both even
     * @param grade colours, as for stills
     */
    public void advance(double seconds, Still.Grade grade, PackedPicture into) throws IOException {
        while (!ended && (nextSeconds < 0 || nextSeconds <= seconds)) {
            if (nextSeconds >= 0) {
                show(grade, into);
            }
            decodeNext();
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
        long start = stream.start_time() == avutil.AV_NOPTS_VALUE ? 0 : stream.start_time();
        double base = stream.time_base().num() / (double) stream.time_base().den();
        nextSeconds = Math.max(0, (decoded.best_effort_timestamp() - start) * base);
    }

    private void show(Still.Grade grade, PackedPicture into) throws MediaException {
        FilterGraph open = graph;
        if (open == null) {
            String turn = orientation.filter().isEmpty() ? "" : orientation.filter() + ",";
            String matrix = decoded.colorspace() == avutil.AVCOL_SPC_BT709
                            || (decoded.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED && height() >= 720)
                    ? "709"
                    : "470bg";
            String range = decoded.color_range() == avutil.AVCOL_RANGE_JPEG ? "full" : "limited";
            String graded = grade.filter().isEmpty() ? "" : "," + grade.filter();
            open = FilterGraph.forPicturesLike(
                    decoded,
                    turn + "zscale=min=" + matrix + ":rin=" + range + ":m=gbr:r=full:filter=bicubic,format=gbrp"
                            + graded
                            + ",zscale=w=" + into.height() + ":h=" + into.width()
                            + ":filter=bicubic:m=709:r=limited:chromal=left,format=yuv420p,transpose=dir=cclock_flip");
            graph = open;
        }
        open.push(decoded);
        while (open.pull(scaled)) {
            into.read(scaled);
            avutil.av_frame_unref(scaled);
        }
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        avutil.av_frame_free(decoded);
        avutil.av_frame_free(scaled);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        input.close();
    }
}
