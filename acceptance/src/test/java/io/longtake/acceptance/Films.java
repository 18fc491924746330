package io.longtake.acceptance;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads a film to its last packet with libav, independently of the product's own readers. */
final class Films {
    private Films() {}

    /** The length in seconds according to the packets that are present; fails on a truncated file. */
    static double seconds(Path film) {
        AVFormatContext file = open(film);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            int video = video(file);
            long frames = 0;
            while (avformat.av_read_frame(file, packet) >= 0) {
                if (packet.stream_index() == video) {
                    frames++;
                }
                avcodec.av_packet_unref(packet);
            }
            var rate = file.streams(video).avg_frame_rate();
            return frames * (double) rate.den() / rate.num();
        } finally {
            avcodec.av_packet_free(packet);
            avformat.avformat_close_input(file);
        }
    }

    /**
     * A frame of a film: BT.709, limited range, 4:2:0.
     *
     * @param planes luma and the two chroma planes, without padding
     */
    @SuppressWarnings("ArrayRecordComponent") // frames are never compared
    record Frame(int width, int height, byte[][] planes) {
        /** The colour of one pixel as 0xRRGGBB. */
        int rgb(int x, int y) {
            double luma = ((planes[0][y * width + x] & 0xff) - 16) / 219.0;
            int chroma = y / 2 * (width / 2) + x / 2;
            double blue = ((planes[1][chroma] & 0xff) - 128) / 224.0;
            double red = ((planes[2][chroma] & 0xff) - 128) / 224.0;
            double r = luma + 1.5748 * red;
            double b = luma + 1.8556 * blue;
            double g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152;
            return level(r) << 16 | level(g) << 8 | level(b);
        }

        private static int level(double value) {
            return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
        }
    }

    static Frame firstFrame(Path film) {
        AVFormatContext file = open(film);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        AVStream stream = file.streams(video(file));
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        try {
            avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
            decoder.thread_count(1);
            if (avcodec.avcodec_open2(decoder, codec, (AVDictionary) null) != 0) {
                throw new AssertionError(film + " can't be decoded");
            }
            while (avcodec.avcodec_receive_frame(decoder, frame) < 0) {
                boolean more = avformat.av_read_frame(file, packet) >= 0;
                if (!more || packet.stream_index() == stream.index()) {
                    if (avcodec.avcodec_send_packet(decoder, more ? packet : null) == avutil.AVERROR_EOF()) {
                        throw new AssertionError(film + " has no frame");
                    }
                }
                avcodec.av_packet_unref(packet);
            }
            byte[][] planes = new byte[3][];
            for (int i = 0; i < 3; i++) {
                int w = i == 0 ? frame.width() : frame.width() / 2;
                int h = i == 0 ? frame.height() : frame.height() / 2;
                planes[i] = new byte[w * h];
                for (int y = 0; y < h; y++) {
                    frame.data(i).position((long) y * frame.linesize(i)).get(planes[i], y * w, w);
                }
            }
            return new Frame(frame.width(), frame.height(), planes);
        } finally {
            avcodec.avcodec_free_context(decoder);
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avformat.avformat_close_input(file);
        }
    }

    private static AVFormatContext open(Path film) {
        AVFormatContext file = new AVFormatContext(null);
        if (avformat.avformat_open_input(file, film.toString(), null, (AVDictionary) null) != 0) {
            throw new AssertionError(film + " is not a film");
        }
        avformat.avformat_find_stream_info(file, (AVDictionary) null);
        return file;
    }

    private static int video(AVFormatContext file) {
        return avformat.av_find_best_stream(file, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    }
}
