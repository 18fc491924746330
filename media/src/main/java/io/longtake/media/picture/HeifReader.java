package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.HeifExif;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads a HEIF: one picture, or a grid of tiles that form one picture. The rotation is taken from the container's boxes
 * ({@code irot}, {@code imir}). Phones store the same rotation again in the Exif block, which is ignored. If only Exif
 * specifies a rotation, the picture is shown as stored, as libheif and browsers do: in MIAF (ISO 23000-22, 7.3.6.7)
 * only the boxes count. A warning reports this case.
 */
final class HeifReader {
    private static final String EXIF_TURN =
            "is shown as it is stored: its Exif data request a rotation, but that is ignored in a HEIC. If it appears"
                    + " rotated, rotate it and save it again";

    private HeifReader() {}

    /** @param whole whether a picture with errors in its data is refused instead of being decoded as far as possible */
    static Decoded decode(Path file, boolean whole) throws IOException {
        int recognition = whole ? avcodec.AV_EF_EXPLODE : 0;
        try (Input input = Input.open(file)) {
            Optional<AVStreamGroupTileGrid> grid = grid(input.context());
            return grid.isPresent() ? tiled(input, grid.get(), recognition) : single(input, recognition);
        }
    }

    private static Decoded single(Input input, int recognition) throws IOException {
        AVStream stream = primary(input);
        MediaLimits.check(
                input.file(), stream.codecpar().width(), stream.codecpar().height());
        AVFrame frame = PictureDecoder.firstFrame(input, stream, recognition);
        describe(frame, stream);
        AVPacketSideData data = stream.codecpar().coded_side_data();
        int count = stream.codecpar().nb_coded_side_data();
        return decoded(input.file(), frame, data, count, aperture(data, count, frame.width(), frame.height()));
    }

    private static Decoded decoded(
            Path file, AVFrame frame, AVPacketSideData data, int count, Optional<Still.Region> part)
            throws IOException {
        Orientation orientation = Orientation.of(data, count);
        boolean ignored = orientation == Orientation.AS_STORED && HeifExif.requestsRotation(Bytes.of(file));
        return new Decoded(
                frame,
                orientation,
                profile(data, count),
                ColourConversion.of(frame, ColourConversion.Defaults.STILL),
                Decoded.Inks.NONE,
                part,
                ignored ? List.of(EXIF_TURN) : List.of());
    }

    /**
     * The clean aperture ({@code clap}), which libav provides as the number of pixels to crop at the top, bottom, left
     * and right.
     */
    private static Optional<Still.Region> aperture(AVPacketSideData list, int count, int width, int height) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(list, count, avcodec.AV_PKT_DATA_FRAME_CROPPING);
        if (data == null || data.size() < 16) {
            return Optional.empty();
        }
        IntPointer cut = new IntPointer(data.data());
        long left = width - (long) cut.get(2) - cut.get(3);
        long below = height - (long) cut.get(0) - cut.get(1);
        boolean sensible = cut.get(0) >= 0 && cut.get(1) >= 0 && cut.get(2) >= 0 && cut.get(3) >= 0;
        return sensible && left > 0 && below > 0
                ? Optional.of(new Still.Region(cut.get(2), cut.get(0), (int) left, (int) below))
                : Optional.empty();
    }

    private static Optional<byte[]> profile(AVPacketSideData list, int count) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(list, count, avcodec.AV_PKT_DATA_ICC_PROFILE);
        if (data == null || data.size() <= 0 || data.size() > MediaLimits.PROFILE_BYTES) {
            return Optional.empty();
        }
        byte[] profile = new byte[(int) data.size()];
        data.data().get(profile);
        return Optional.of(profile);
    }

    /**
     * The container's colour description ({@code colr}) overrides that of the coded picture (ISO 23000-22, 7.3.6.4).
     */
    private static void describe(AVFrame frame, AVStream stream) {
        AVCodecParameters container = stream.codecpar();
        if (container.color_primaries() != avutil.AVCOL_PRI_UNSPECIFIED) {
            frame.color_primaries(container.color_primaries());
        }
        if (container.color_trc() != avutil.AVCOL_TRC_UNSPECIFIED) {
            frame.color_trc(container.color_trc());
        }
        if (container.color_space() != avutil.AVCOL_SPC_UNSPECIFIED) {
            frame.colorspace(container.color_space());
        }
        if (container.color_range() != avutil.AVCOL_RANGE_UNSPECIFIED) {
            frame.color_range(container.color_range());
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
        throw new IllegalStateException("a tile grid without a stream group");
    }

    /** The stream marked as default, otherwise the largest. */
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

    private static Decoded tiled(Input input, AVStreamGroupTileGrid grid, int recognition) throws IOException {
        MediaLimits.check(input.file(), grid.coded_width(), grid.coded_height());
        MediaLimits.check(input.file(), grid.width(), grid.height());
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
                    AVStream stream = input.context().streams(packet.stream_index());
                    AVFrame tile = decode(input, stream, packet, recognition);
                    try {
                        describe(tile, stream);
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
            AVFrame whole = canvas;
            canvas = null;
            return decoded(
                    input.file(),
                    whole,
                    grid.coded_side_data(),
                    grid.nb_coded_side_data(),
                    Optional.of(new Still.Region(
                            grid.horizontal_offset(), grid.vertical_offset(), grid.width(), grid.height())));
        } finally {
            avcodec.av_packet_free(packet);
            if (canvas != null) {
                avutil.av_frame_free(canvas);
            }
        }
    }

    private static AVFrame decode(Input input, AVStream stream, AVPacket packet, int recognition)
            throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 1);
        decoder.err_recognition(recognition);
        try {
            avcodec.avcodec_send_packet(decoder, packet);
            avcodec.avcodec_send_packet(decoder, null);
            return PictureDecoder.receive(decoder).orElseThrow(input::damaged);
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
        canvas.color_primaries(tile.color_primaries());
        canvas.color_trc(tile.color_trc());
        canvas.pts(0);
        Libav.check(avutil.av_frame_get_buffer(canvas, 0), "allocating an image");
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
            int width = -(-Math.min(tile.width(), canvas.width() - x) >> shiftX);
            int height = -(-Math.min(tile.height(), canvas.height() - y) >> shiftY);
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
