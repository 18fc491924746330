package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import io.longtake.media.libav.Tracks;
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

/** Reads the pictures of a video in order, rotated for display, at any frame rate. */
public final class ClipReader implements AutoCloseable {
    private static final int THREADS = 2;

    private final Input input;
    private final AVStream stream;
    /** The stream timestamp of the file's zero; it is the start of the sound if the sound starts first. */
    private final long zero;

    private final AVCodecContext decoder;
    private final ClipGeometry geometry;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame shown = Libav.frame();
    private final AVFrame decoded = Libav.frame();
    private final AVFrame scaled = Libav.frame();
    private @Nullable FilterGraph graph;
    private int graphWidth;
    private int graphHeight;
    private int graphFormat;
    private boolean ended;
    private boolean begun;
    /** Whether a picture was kept since the start or the last seek. */
    private boolean kept;

    private double nextSeconds = -1;

    /** How a clip's pictures are fitted to the requested size. */
    public enum Placing {
        /** Scaled to fill the size, which has the clip's aspect ratio. */
        FILLING,
        /** Scaled to fit and centred, over a blurred and darkened copy that fills the rest. */
        OVER_BLURRED_SELF
    }

    public ClipReader(Path file) throws IOException {
        input = Input.open(file);
        boolean whole = false;
        try {
            input.readAhead();
            Tracks tracks = Tracks.of(input);
            stream = tracks.pictures()
                    .orElseThrow(() -> new MediaException(Reason.UNSUPPORTED, file.getFileName() + " has no video"));
            zero = tracks.zeroOf(stream);
            MediaLimits.check(file, stream.codecpar().width(), stream.codecpar().height());
            decoder = input.decoder(stream, THREADS);
            whole = true;
        } finally {
            if (!whole) {
                input.close();
            }
        }
        geometry = ClipGeometry.of(input.context(), stream);
    }

    /** In square pixels, after rotation. */
    public int width() {
        return geometry.width();
    }

    public int height() {
        return geometry.height();
    }

    /**
     * Seeks to the nearest key frame at or before {@code seconds}, so that earlier pictures need not be decoded. If the
     * file isn't seekable, the position does not change.
     */
    public void seek(double seconds) throws MediaException {
        double base = stream.time_base().num() / (double) stream.time_base().den();
        if (!jump(zero + (long) Math.floor(seconds / base))) {
            return;
        }
        decodeNext();
        if (ended || nextSeconds > seconds) {
            // The index is wrong: go back to the start and decode picture by picture.
            jump(Math.max(zero, first()));
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
        kept = false;
        return true;
    }

    private long first() {
        return stream.start_time() == avutil.AV_NOPTS_VALUE ? zero : stream.start_time();
    }

    /**
     * Advances to the picture shown at {@code seconds} and reads it if it differs from the previous one. Never moves
     * back.
     *
     * @param into receives the picture transposed, with {@code into.height()} x {@code into.width()} samples before
     *     transposition, both even
     * @param grade colour changes, as for stills
     */
    public void advance(double seconds, Still.Grade grade, Placing placing, PackedPicture into) throws IOException {
        boolean another = false;
        if (!begun) {
            begun = true;
            decodeNext();
        }
        if (!kept) {
            // The first picture is also shown before its own start time.
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

    /** Makes the last decoded picture the shown one. */
    private void keep() throws MediaException {
        avutil.av_frame_unref(shown);
        kept = true;
        if (!ended) {
            Libav.check(avutil.av_frame_ref(shown, decoded), "referencing a frame");
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
        nextSeconds = Math.max(0, (decoded.best_effort_timestamp() - zero) * base);
    }

    private void show(Still.Grade grade, Placing placing, PackedPicture into) throws MediaException {
        Still.Size size = new Still.Size(/* width= */ into.height(), /* height= */ into.width());
        try {
            switch (placing) {
                case FILLING -> showFilling(grade, size, into);
                case OVER_BLURRED_SELF -> showOverBlurredSelf(grade, size, into);
            }
        } catch (MediaException e) {
            throw new MediaException(
                    Reason.UNSUPPORTED, input.file().getFileName() + " uses an unsupported pixel format", e);
        }
    }

    private void showFilling(Still.Grade grade, Still.Size size, PackedPicture into) throws MediaException {
        FilterGraph open = graph;
        if (open == null || !graphIsFor(shown)) {
            if (open != null) {
                open.close();
                graph = null;
            }
            open = FilterGraph.forPicturesLike(shown, toDisplay(colours(), size) + graded(grade) + toYcc(size));
            graph = open;
            graphWidth = shown.width();
            graphHeight = shown.height();
            graphFormat = shown.format();
        }
        open.push(shown);
        while (open.pull(scaled)) {
            into.read(scaled);
            avutil.av_frame_unref(scaled);
        }
    }

    private void showOverBlurredSelf(Still.Grade grade, Still.Size size, PackedPicture into) throws MediaException {
        double fit = Math.min(size.width() / (double) width(), size.height() / (double) height());
        Still.Size inner = new Still.Size(even(width() * fit), even(height() * fit));
        ColourConversion colours = colours();
        String chain = toDisplay(colours, inner) + graded(grade) + ","
                + Still.overBlurredSelf(displayed(colours, inner), size, inner) + toYcc(size);
        AVFrame placed = FilterGraph.apply(shown, chain);
        try {
            into.read(placed);
        } finally {
            avutil.av_frame_free(placed);
        }
    }

    /** The size or pixel format of a clip may change within the stream. */
    private boolean graphIsFor(AVFrame frame) {
        return frame.width() == graphWidth && frame.height() == graphHeight && frame.format() == graphFormat;
    }

    private static int even(double samples) {
        return Math.max(2, (int) samples & ~1);
    }

    private static String graded(Still.Grade grade) {
        return grade.filter().isEmpty() ? "" : "," + grade.filter();
    }

    private ColourConversion colours() {
        return ColourConversion.of(shown, ColourConversion.Defaults.clip(height()))
                .ofStream(stream);
    }

    /**
     * The size of the pictures that {@link #toDisplay} produces. Colour conversion runs per pixel in floating point, so
     * pictures are scaled down before it if possible.
     */
    private Still.Size displayed(ColourConversion colours, Still.Size needed) {
        boolean shrunk = colours.needsConversion() && needed.width() < width() && needed.height() < height();
        return shrunk ? needed : new Still.Size(width(), height());
    }

    /** The filter chain to rotated planar RGB of 8 bits in the {@link #displayed} size. */
    private String toDisplay(ColourConversion colours, Still.Size needed) {
        String turn = geometry.orientation().filter().isEmpty()
                ? ""
                : geometry.orientation().filter() + ",";
        Still.Size size = displayed(colours, needed);
        boolean asStored = geometry.squarePixels() && size.width() == width() && size.height() == height();
        String scaled = asStored ? "" : "w=" + size.width() + ":h=" + size.height() + ":";
        return colours.needsConversion()
                ? turn + colours.toRgb(scaled, "gbrp16") + "," + colours.toDisplay(false)
                : turn + colours.toRgb(scaled, "gbrp");
    }

    private static String toYcc(Still.Size size) {
        return ",zscale=w=" + size.width() + ":h=" + size.height()
                + ":filter=bicubic:m=709:r=limited:chromal=left,format=yuv420p,transpose=dir=cclock_flip";
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
