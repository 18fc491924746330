package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * HEIF: one picture, or a grid of tiles that make one. It is turned by the container's own box ({@code irot}, {@code imir});
 * the Exif block that telephones store besides says the same once more and is left alone.
 */
final class HeifReader {
    private HeifReader() {}

    static Still read(Input input) throws MediaException {
        Optional<AVStreamGroupTileGrid> grid = grid(input.context());
        if (grid.isPresent()) {
            return tiled(input, grid.get());
        }
        AVStream stream = primary(input);
        StillReader.check(input, stream.codecpar().width(), stream.codecpar().height());
        AVFrame frame = StillReader.firstFrame(input, stream);
        try {
            return StillReader.upright(frame, Orientation.of(stream));
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static Optional<AVStreamGroupTileGrid> grid(AVFormatContext context) {
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            if (context.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                return Optional.of(context.stream_groups(i).params_tile_grid());
            }
        }
        return Optional.empty();
    }

    private static AVStreamGroup group(AVFormatContext context) {
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            if (context.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                return context.stream_groups(i);
            }
        }
        throw new IllegalStateException("a grid without its group");
    }

    /** The one marked as default, else the largest. */
    private static AVStream primary(Input input) throws MediaException {
        AVStream best = null;
        for (int i = 0; i < input.context().nb_streams(); i++) {
            AVStream stream = input.context().streams(i);
            boolean picture = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
            if (picture && (best == null || rank(stream) > rank(best))) {
                best = stream;
            }
        }
        if (best == null) {
            throw input.damaged();
        }
        return best;
    }

    private static long rank(AVStream stream) {
        long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
        boolean main = (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
        return main ? Long.MAX_VALUE / 2 + pixels : pixels;
    }

    private static Still tiled(Input input, AVStreamGroupTileGrid grid) throws MediaException {
        StillReader.check(input, grid.coded_width(), grid.coded_height());
        Map<Integer, List<Integer>> tilesOf = new HashMap<>();
        AVStreamGroup group = group(input.context());
        for (int tile = 0; tile < grid.nb_tiles(); tile++) {
            int stream = group.streams(grid.offsets_idx(tile)).index();
            tilesOf.computeIfAbsent(stream, s -> new ArrayList<>()).add(tile);
        }
        AVFrame canvas = null;
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            int drawn = 0;
            while (drawn < grid.nb_tiles() && avformat.av_read_frame(input.context(), packet) >= 0) {
                List<Integer> tiles = tilesOf.getOrDefault(packet.stream_index(), List.of());
                if (!tiles.isEmpty()) {
                    AVFrame tile = decode(input, input.context().streams(packet.stream_index()), packet);
                    try {
                        canvas = canvas == null ? canvasLike(tile, grid) : canvas;
                        for (int number : tiles) {
                            copy(tile, canvas, grid.offsets_horizontal(number), grid.offsets_vertical(number));
                            drawn++;
                        }
                    } finally {
                        avutil.av_frame_free(tile);
                    }
                }
                avcodec.av_packet_unref(packet);
            }
            if (canvas == null || drawn < grid.nb_tiles()) {
                throw input.damaged();
            }
            return cropped(input, canvas, grid);
        } finally {
            avcodec.av_packet_free(packet);
            if (canvas != null) {
                avutil.av_frame_free(canvas);
            }
        }
    }

    private static Still cropped(Input input, AVFrame canvas, AVStreamGroupTileGrid grid) throws MediaException {
        StillReader.check(input, grid.width(), grid.height());
        AVFrame part = FilterGraph.apply(
                canvas,
                "crop=" + grid.width() + ":" + grid.height() + ":" + grid.horizontal_offset() + ":"
                        + grid.vertical_offset());
        try {
            return StillReader.upright(part, Orientation.of(grid.coded_side_data(), grid.nb_coded_side_data()));
        } finally {
            avutil.av_frame_free(part);
        }
    }

    private static AVFrame decode(Input input, AVStream stream, AVPacket packet) throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 1);
        try {
            avcodec.avcodec_send_packet(decoder, packet);
            avcodec.avcodec_send_packet(decoder, null);
            return StillReader.receive(decoder).orElseThrow(input::damaged);
        } finally {
            avcodec.avcodec_free_context(decoder);
        }
    }

    private static AVFrame canvasLike(AVFrame tile, AVStreamGroupTileGrid grid) throws MediaException {
        AVFrame canvas = Libav.frame();
        canvas.format(tile.format());
        canvas.width(grid.coded_width());
        canvas.height(grid.coded_height());
        canvas.color_range(tile.color_range());
        canvas.colorspace(tile.colorspace());
        Libav.check(avutil.av_frame_get_buffer(canvas, 0), "getting memory for a picture");
        return canvas;
    }

    private static void copy(AVFrame tile, AVFrame canvas, int x, int y) {
        var format = avutil.av_pix_fmt_desc_get(tile.format());
        int planes = avutil.av_pix_fmt_count_planes(tile.format());
        int bytes = format.comp(0).depth() > 8 ? 2 : 1;
        for (int plane = 0; plane < planes; plane++) {
            boolean chroma = plane == 1 || plane == 2;
            int shiftX = chroma ? format.log2_chroma_w() : 0;
            int shiftY = chroma ? format.log2_chroma_h() : 0;
            int width = Math.min(tile.width(), canvas.width() - x) >> shiftX;
            int height = Math.min(tile.height(), canvas.height() - y) >> shiftY;
            if (x < 0 || y < 0 || width <= 0 || height <= 0) {
                continue;
            }
            long offset = (long) (y >> shiftY) * canvas.linesize(plane) + (long) (x >> shiftX) * bytes;
            avutil.av_image_copy_plane(
                    new org.bytedeco.javacpp.BytePointer(canvas.data(plane).getPointer(offset)),
                    canvas.linesize(plane),
                    tile.data(plane),
                    tile.linesize(plane),
                    width * bytes,
                    height);
        }
    }
}
