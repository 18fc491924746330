package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * One line of text as coverage, 0 to 255, drawn by FreeType and HarfBuzz in libav: a minimal machine has neither fonts
 * nor the libraries that the JDK's own text rendering needs.
 *
 * @param left where the ink begins, in px from the pen's start
 * @param baseline rows from the mask's top to the baseline
 * @param coverage {@code width * height} bytes, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // the samples are read in place
public record TextMask(int width, int height, int left, int baseline, byte[] coverage) {

    /** @param fontPixels height of the em, px */
    public static TextMask draw(String line, Path font, int fontPixels) throws MediaException {
        Libav.load();
        int pad = fontPixels;
        int width = (int) (line.codePointCount(0, line.length()) * 1.3 * fontPixels) + 2 * pad;
        int height = 2 * fontPixels;
        int baseline = (int) (1.4 * fontPixels);
        AVFrame canvas = Libav.frame();
        AVFrame drawn = Libav.frame();
        try {
            canvas.format(avutil.AV_PIX_FMT_GRAY8);
            canvas.width(Math.min(width, 16_384));
            canvas.height(height);
            canvas.color_range(avutil.AVCOL_RANGE_JPEG);
            Libav.check(avutil.av_frame_get_buffer(canvas, 0), "allocating an image for text");
            avutil.av_frame_make_writable(canvas);
            byte[] black = new byte[canvas.linesize(0) * height];
            canvas.data(0).put(black, 0, black.length);
            canvas.pts(0);
            draw(canvas, drawn, line, font, fontPixels, pad, baseline);
            return cropped(drawn, pad, baseline);
        } finally {
            avutil.av_frame_free(canvas);
            avutil.av_frame_free(drawn);
        }
    }

    private static void draw(AVFrame canvas, AVFrame drawn, String line, Path font, int fontPixels, int x, int baseline)
            throws MediaException {
        AVFilterGraph graph = avfilter.avfilter_graph_alloc();
        try {
            AVFilterContext source = filter(graph, "buffer", "in");
            set(source, "video_size", canvas.width() + "x" + canvas.height());
            set(source, "pix_fmt", "gray");
            set(source, "time_base", "1/30");
            set(source, "range", "pc");
            start(source);
            // The text is passed as an option value, never as part of a filter string, and is not expanded.
            AVFilterContext text = filter(graph, "drawtext", "text");
            set(text, "fontfile", font.toAbsolutePath().toString());
            set(text, "expansion", "none");
            set(text, "text", line);
            set(text, "fontsize", Integer.toString(fontPixels));
            set(text, "fontcolor", "white");
            set(text, "y_align", "baseline");
            set(text, "x", Integer.toString(x));
            set(text, "y", Integer.toString(baseline));
            start(text);
            AVFilterContext sink = filter(graph, "buffersink", "out");
            start(sink);
            Libav.check(avfilter.avfilter_link(source, 0, text, 0), "connecting the text filter");
            Libav.check(avfilter.avfilter_link(text, 0, sink, 0), "connecting the text filter");
            Libav.check(avfilter.avfilter_graph_config(graph, null), "starting the text filter");
            Libav.check(avfilter.av_buffersrc_add_frame_flags(source, canvas, 0), "drawing text");
            Libav.check(avfilter.av_buffersink_get_frame(sink, drawn), "drawing text");
        } finally {
            avfilter.avfilter_graph_free(graph);
        }
    }

    private static AVFilterContext filter(AVFilterGraph graph, String type, String name) throws MediaException {
        AVFilterContext context =
                avfilter.avfilter_graph_alloc_filter(graph, avfilter.avfilter_get_by_name(type), name);
        if (context == null) {
            throw new MediaException(Reason.INTERNAL, "this libav has no filter " + type);
        }
        return context;
    }

    private static void set(AVFilterContext filter, String option, String value) throws MediaException {
        Libav.check(
                avutil.av_opt_set(filter, option, value, avutil.AV_OPT_SEARCH_CHILDREN),
                "setting " + option + " of the text filter");
    }

    private static void start(AVFilterContext filter) throws MediaException {
        Libav.check(
                avfilter.avfilter_init_dict(filter, (org.bytedeco.ffmpeg.avutil.AVDictionary) null),
                "starting the text filter");
    }

    private static TextMask cropped(AVFrame drawn, int pad, int baseline) {
        int stride = drawn.linesize(0);
        ByteBuffer pixels =
                drawn.data(0).capacity((long) stride * drawn.height()).asByteBuffer();
        int first = drawn.width();
        int last = -1;
        for (int y = 0; y < drawn.height(); y++) {
            for (int x = 0; x < drawn.width(); x++) {
                if (pixels.get(y * stride + x) != 0) {
                    first = Math.min(first, x);
                    last = Math.max(last, x);
                }
            }
        }
        if (last < 0) {
            return new TextMask(0, drawn.height(), 0, baseline, new byte[0]);
        }
        int width = last - first + 1;
        byte[] coverage = new byte[width * drawn.height()];
        for (int y = 0; y < drawn.height(); y++) {
            pixels.position(y * stride + first);
            pixels.get(coverage, y * width, width);
        }
        return new TextMask(width, drawn.height(), first - pad, baseline, coverage);
    }
}
