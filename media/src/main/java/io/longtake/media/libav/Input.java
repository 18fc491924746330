package io.longtake.media.libav;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * An opened media file. Only this file is read, with the demuxer selected by its first bytes; references to other files
 * are not followed.
 */
public final class Input implements AutoCloseable {
    private final Path file;
    private final MediaFormat format;
    private final AVFormatContext context;

    private Input(Path file, MediaFormat format, AVFormatContext context) {
        this.file = file;
        this.format = format;
        this.context = context;
    }

    /**
     * Detects the format by the first bytes of the file.
     *
     * @throws MediaException if the file is empty or in none of the formats
     */
    public static MediaFormat formatOf(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new MediaException(Reason.DAMAGED, file.getFileName() + " is empty");
        }
        return MediaFormat.of(file)
                .orElseThrow(() -> new MediaException(
                        Reason.UNSUPPORTED,
                        file.getFileName() + " is not an image, video or sound in a supported format"));
    }

    /** @throws MediaException if the file is empty, in none of the formats, or its header is broken */
    public static Input open(Path file) throws IOException {
        Libav.load();
        MediaFormat format = formatOf(file);
        AVInputFormat demuxer = avformat.av_find_input_format(format.demuxer());
        AVFormatContext context = avformat.avformat_alloc_context();
        context.max_streams(MediaLimits.STREAMS);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        int code = avformat.avformat_open_input(context, "file:" + file.toAbsolutePath(), demuxer, options);
        avutil.av_dict_free(options);
        if (code < 0) {
            throw new MediaException(
                    Reason.DAMAGED,
                    file.getFileName() + " has the signature of " + format + ", but its header is damaged or missing");
        }
        return new Input(file, format, context);
    }

    public Path file() {
        return file;
    }

    public MediaFormat format() {
        return format;
    }

    public AVFormatContext context() {
        return context;
    }

    /** Reads as many packets as needed to determine the properties of the streams; for videos and sounds. */
    public void readAhead() throws MediaException {
        context.probesize(8L << 20);
        context.max_analyze_duration(5_000_000);
        if (avformat.avformat_find_stream_info(context, (AVDictionary) null) < 0) {
            throw damaged();
        }
    }

    /** The first stream of a type, regardless of its purpose. */
    public AVStream firstOfType(int type) throws MediaException {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == type) {
                return context.streams(i);
            }
        }
        throw damaged();
    }

    /** Opens a decoder for one stream; the caller frees it. */
    public AVCodecContext decoder(AVStream stream, int threads) throws MediaException {
        return Decoders.open(file, stream.codecpar().codec_id(), decoder -> {
            avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
            decoder.thread_count(threads);
            decoder.pkt_timebase(stream.time_base());
        });
    }

    public MediaException damaged() {
        return new MediaException(Reason.DAMAGED, file.getFileName() + " is damaged or cut off");
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
