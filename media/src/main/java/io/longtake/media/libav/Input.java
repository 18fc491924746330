package io.longtake.media.libav;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** An opened media file: this one file, by the demuxer that its first bytes name, and nothing it may point to. */
public final class Input implements AutoCloseable {
    private final Path file;
    private final MediaFormat format;
    private final AVFormatContext context;

    private Input(Path file, MediaFormat format, AVFormatContext context) {
        this.file = file;
        this.format = format;
        this.context = context;
    }

    /** @throws MediaException when the file is none of the formats, empty, or its header is broken */
    public static Input open(Path file) throws IOException {
        Libav.load();
        if (Files.size(file) == 0) {
            throw new MediaException(Reason.DAMAGED, file.getFileName() + " is empty");
        }
        MediaFormat format = MediaFormat.of(file)
                .orElseThrow(() -> new MediaException(
                        Reason.UNSUPPORTED,
                        file.getFileName() + " is not an image, a video or a sound of a format that can be read"));
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
                    file.getFileName() + " looks like " + format + " but can't be read: " + Libav.text(code));
        }
        return new Input(file, format, context);
    }

    public MediaFormat format() {
        return format;
    }

    public AVFormatContext context() {
        return context;
    }

    /** Reads as far as it takes to know what is in the streams; for videos and sounds. */
    public void readAhead() throws MediaException {
        context.probesize(8L << 20);
        context.max_analyze_duration(5_000_000);
        if (avformat.avformat_find_stream_info(context, (AVDictionary) null) < 0) {
            throw damaged();
        }
    }

    /** A decoder for one stream, ready; the caller frees it. */
    public AVCodecContext decoder(AVStream stream, int threads) throws MediaException {
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is coded in a way that can't be read");
        }
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
        decoder.max_pixels(MediaLimits.PIXELS);
        decoder.thread_count(threads);
        decoder.pkt_timebase(stream.time_base());
        int code = avcodec.avcodec_open2(decoder, codec, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(decoder);
            throw damaged();
        }
        return decoder;
    }

    public MediaException damaged() {
        return new MediaException(Reason.DAMAGED, file.getFileName() + " is damaged or cut off");
    }

    public MediaException tooLarge(long width, long height) {
        return new MediaException(
                Reason.TOO_LARGE,
                file.getFileName() + " claims " + width + "x" + height + " pixels; at most " + MediaLimits.PIXELS
                        + " are read");
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
