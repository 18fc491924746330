package io.longtake.acceptance;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;

/** Reads a film to its last packet, with libav and nothing of the product's own reading. */
final class Films {
    private Films() {}

    /** The length by the packets that are really there; fails on a file that is cut. */
    static double seconds(Path film) {
        AVFormatContext file = new AVFormatContext(null);
        if (avformat.avformat_open_input(file, film.toString(), null, (AVDictionary) null) != 0) {
            throw new AssertionError(film + " is no film");
        }
        try {
            avformat.avformat_find_stream_info(file, (AVDictionary) null);
            int video = avformat.av_find_best_stream(
                    file,
                    org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO,
                    -1,
                    -1,
                    (org.bytedeco.ffmpeg.avcodec.AVCodec) null,
                    0);
            var packet = avcodec.av_packet_alloc();
            long frames = 0;
            while (avformat.av_read_frame(file, packet) >= 0) {
                if (packet.stream_index() == video) {
                    frames++;
                }
                avcodec.av_packet_unref(packet);
            }
            avcodec.av_packet_free(packet);
            var rate = file.streams(video).avg_frame_rate();
            return frames * (double) rate.den() / rate.num();
        } finally {
            avformat.avformat_close_input(file);
        }
    }
}
