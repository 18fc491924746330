package io.longtake.media.libav;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A chain of libav filters with one input and one output. The chain description must consist only of constants and
 * numbers of this project and never of user input, because filters can open files.
 */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;

    private FilterGraph(String sourceFilter, String sourceArguments, String sinkFilter, String chain)
            throws MediaException {
        Libav.load();
        graph = avfilter.avfilter_graph_alloc();
        boolean whole = false;
        try {
            source = create(sourceFilter, "in", sourceArguments);
            sink = create(sinkFilter, "out", null);
            AVFilterInOut outputs = end("in", source);
            AVFilterInOut inputs = end("out", sink);
            Libav.check(
                    avfilter.avfilter_graph_parse_ptr(graph, chain, inputs, outputs, null),
                    "parsing the filter chain " + chain);
            Libav.check(avfilter.avfilter_graph_config(graph, null), "configuring the filter chain " + chain);
            whole = true;
        } finally {
            if (!whole) {
                avfilter.avfilter_graph_free(graph);
            }
        }
    }

    /** Creates a graph for pictures with the size, pixel format, matrix and range of {@code like}. */
    public static FilterGraph forPicturesLike(AVFrame like, String chain) throws MediaException {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(like.format());
        boolean rgb = (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
        // Some files label their YUV pictures as RGB, which filters reject.
        int matrix =
                !rgb && like.colorspace() == avutil.AVCOL_SPC_RGB ? avutil.AVCOL_SPC_UNSPECIFIED : like.colorspace();
        String arguments = "video_size=" + like.width() + "x" + like.height() + ":pix_fmt=" + like.format()
                + ":time_base=1/90000:pixel_aspect=1/1:colorspace=" + matrix + ":range="
                + like.color_range();
        return new FilterGraph("buffer", arguments, "buffersink", chain);
    }

    /** Creates a graph for sound with the rate, sample format and channels of {@code like}. */
    public static FilterGraph forSoundLike(AVFrame like, String chain) throws MediaException {
        boolean named = like.ch_layout().order() == avutil.AV_CHANNEL_ORDER_NATIVE;
        String channels = named
                ? "channel_layout=" + layout(like)
                : "channels=" + like.ch_layout().nb_channels();
        String arguments = "sample_rate=" + like.sample_rate() + ":sample_fmt="
                + avutil.av_get_sample_fmt_name(like.format()).getString() + ":" + channels + ":time_base=1/"
                + like.sample_rate();
        return new FilterGraph("abuffer", arguments, "abuffersink", chain);
    }

    /** The channel layout of a frame in libav's notation. */
    private static String layout(AVFrame frame) throws MediaException {
        byte[] name = new byte[256];
        int length = Libav.check(
                avutil.av_channel_layout_describe(frame.ch_layout(), name, name.length), "describing the channels");
        return new String(name, 0, length - 1, StandardCharsets.US_ASCII);
    }

    /** Creates a graph for planar float stereo at {@code sampleRate}. */
    public static FilterGraph forStereo(int sampleRate, String chain) throws MediaException {
        String arguments =
                "sample_rate=" + sampleRate + ":sample_fmt=fltp:channel_layout=stereo:time_base=1/" + sampleRate;
        return new FilterGraph("abuffer", arguments, "abuffersink", chain);
    }

    private AVFilterContext create(String filter, String name, @Nullable String arguments) throws MediaException {
        AVFilterContext context = new AVFilterContext();
        var type = avfilter.avfilter_get_by_name(filter);
        if (type == null) {
            throw new MediaException(Reason.INTERNAL, "this libav has no filter " + filter);
        }
        Libav.check(
                avfilter.avfilter_graph_create_filter(context, type, name, arguments, (Pointer) null, graph),
                "creating the filter " + filter + "(" + arguments + ")");
        return context;
    }

    private static AVFilterInOut end(String name, AVFilterContext filter) {
        AVFilterInOut end = avfilter.avfilter_inout_alloc();
        end.name(new BytePointer(avutil.av_strdup(name)));
        end.filter_ctx(filter);
        end.pad_idx(0);
        end.next(null);
        return end;
    }

    /** Adds a frame to the input. The caller keeps ownership of the frame. */
    public void push(AVFrame frame) throws MediaException {
        Libav.check(
                avfilter.av_buffersrc_add_frame_flags(source, frame, avfilter.AV_BUFFERSRC_FLAG_KEEP_REF),
                "filtering a frame");
    }

    /** Marks the end of the input. */
    public void finish() throws MediaException {
        Libav.check(avfilter.av_buffersrc_add_frame_flags(source, null, 0), "flushing a filter chain");
    }

    /** Moves the next result into {@code into}; returns false if none is ready. */
    public boolean pull(AVFrame into) throws MediaException {
        int code = avfilter.av_buffersink_get_frame(sink, into);
        if (code == Libav.EOF || code == Libav.AGAIN) {
            return false;
        }
        Libav.check(code, "filtering a frame");
        return true;
    }

    /** Filters one frame into one frame; the caller frees the result. */
    public static AVFrame apply(AVFrame frame, String chain) throws MediaException {
        AVFrame result = Libav.frame();
        boolean whole = false;
        try (FilterGraph graph = forPicturesLike(frame, chain)) {
            graph.push(frame);
            graph.finish();
            if (!graph.pull(result)) {
                throw new MediaException(Reason.INTERNAL, "the filter chain " + chain + " returned no frame");
            }
            whole = true;
            return result;
        } finally {
            if (!whole) {
                avutil.av_frame_free(result);
            }
        }
    }

    @Override
    public void close() {
        avfilter.avfilter_graph_free(graph);
    }
}
