package io.longtake.media.libav;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaLimits;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;

/** Opens decoders with the limits of {@link MediaLimits}. */
public final class Decoders {
    private Decoders() {}

    /**
     * Opens a decoder; the caller frees it.
     *
     * @param file the file to be decoded; named in error messages
     * @param settings applied before the decoder is opened
     */
    public static AVCodecContext open(Path file, int codecId, Consumer<AVCodecContext> settings) throws MediaException {
        AVCodec codec = avcodec.avcodec_find_decoder(codecId);
        if (codec == null) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " uses an unsupported codec");
        }
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        decoder.max_pixels(MediaLimits.PADDED_PIXELS);
        settings.accept(decoder);
        if (avcodec.avcodec_open2(decoder, codec, (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(decoder);
            throw new MediaException(Reason.DAMAGED, file.getFileName() + " is damaged: its decoder rejects it");
        }
        return decoder;
    }
}
