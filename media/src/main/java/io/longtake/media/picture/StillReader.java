package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.Input;
import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.JpegEntropy;
import io.longtake.media.structure.StillHeader;
import io.longtake.media.structure.StillStructure;
import io.longtake.media.structure.StructureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads stills of any format as sRGB, rotated for display. The decoders of JPEG, PNG and WebP receive the whole file,
 * so that the result does not depend on where a demuxer detects the end of a picture.
 */
public final class StillReader {
    private StillReader() {}

    /** Reads the first picture of a file in any image format. A damaged picture is decoded as far as possible. */
    public static Still read(Path file) throws IOException {
        return read(file, false);
    }

    /**
     * Reads the first picture of a complete file.
     *
     * @throws MediaException also if pixels are missing, or the file unpacks to more than its header specifies
     */
    public static Still readWhole(Path file) throws IOException {
        return read(file, true);
    }

    /**
     * The result of {@link #readWhole} without the pixels. The whole file is decoded, but only the pixels needed for
     * the result are converted: converting 100 megapixels to sRGB takes longer than decoding them.
     *
     * @param width as displayed, px
     * @param height likewise
     */
    public record Examined(int width, int height, StillMetadata metadata) {}

    /** @throws MediaException in the same cases as {@link #readWhole} */
    public static Examined examine(Path file) throws IOException {
        return decoded(file, true, Decoded::examined);
    }

    private static Still read(Path file, boolean whole) throws IOException {
        return decoded(file, whole, Decoded::toStill);
    }

    /** Processes a decoded picture. */
    private interface Use<T> {
        T of(Decoded decoded) throws MediaException;
    }

    private static <T> T decoded(Path file, boolean whole, Use<T> use) throws IOException {
        MediaFormat format = Input.formatOf(file);
        if (format.kind() != MediaFormat.Kind.IMAGE) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is not an image: it is " + format);
        }
        try (Decoded decoded =
                format == MediaFormat.HEIC ? HeifReader.decode(file, whole) : decode(file, format, whole)) {
            return use.of(decoded);
        } catch (MediaException e) {
            if (e.reason() != Reason.INTERNAL) {
                throw e;
            }
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " uses an unsupported pixel format", e);
        }
    }

    private static Decoded decode(Path file, MediaFormat format, boolean whole) throws IOException {
        Bytes bytes = Bytes.of(file);
        if (bytes.size() > MediaLimits.PICTURE_BYTES) {
            throw new MediaException(
                    Reason.TOO_LARGE,
                    file.getFileName() + " is " + (bytes.size() >> 20) + " MB; the limit for an image is "
                            + (MediaLimits.PICTURE_BYTES >> 20) + " MB");
        }
        StillHeader header = StillHeader.of(bytes, format)
                .orElseThrow(() -> new MediaException(
                        Reason.DAMAGED, file.getFileName() + " has the signature of " + format + " but is damaged"));
        MediaLimits.check(file, header.width(), header.height());
        if (whole) {
            try {
                StillStructure.check(bytes, format, header);
            } catch (StructureException e) {
                throw e.of(file);
            }
        }
        AVFrame frame =
                switch (format) {
                    case JPEG -> jpeg(file, bytes, header, whole);
                    case PNG -> decoder(file, format, avcodec.AV_CODEC_ID_PNG).decode(Packets.png(bytes));
                    case WEBP -> webp(file, bytes);
                    default -> gif(file);
                };
        return new Decoded(
                frame,
                orientation(frame),
                profile(frame),
                ColourConversion.of(frame, ColourConversion.Defaults.STILL),
                inks(header),
                Optional.empty(),
                List.of());
    }

    private static PictureDecoder decoder(Path file, MediaFormat format, int codec) {
        return new PictureDecoder(file, format, codec);
    }

    private static AVFrame jpeg(Path file, Bytes bytes, StillHeader header, boolean whole) throws IOException {
        PictureDecoder decoder = decoder(file, MediaFormat.JPEG, avcodec.AV_CODEC_ID_MJPEG);
        // If Adobe's marker is readable, libav multiplies black into the other inks; the profile needs them separate.
        boolean inks = header.components() == 4;
        if (whole) {
            Optional<AVFrame> strict = decoder.strictly(Packets.jpeg(bytes, inks));
            if (strict.isPresent()) {
                return strict.get();
            }
            OptionalDouble there = JpegEntropy.missingAfter(bytes);
            if (there.isPresent()) {
                throw StructureException.cutOff(there.getAsDouble()).of(file);
            }
        }
        return decoder.decode(Packets.jpeg(bytes, inks));
    }

    private static AVFrame webp(Path file, Bytes bytes) throws MediaException {
        PictureDecoder decoder = decoder(file, MediaFormat.WEBP, avcodec.AV_CODEC_ID_WEBP);
        Optional<byte[]> first = AnimatedWebp.firstPicture(bytes);
        return decoder.decode(first.isPresent() ? Packets.of(first.get()) : Packets.webp(bytes));
    }

    private static AVFrame gif(Path file) throws IOException {
        try (Input input = Input.open(file)) {
            return PictureDecoder.firstFrame(input, input.firstOfType(avutil.AVMEDIA_TYPE_VIDEO), 0);
        }
    }

    private static Decoded.Inks inks(StillHeader header) {
        if (header.components() != 4) {
            return Decoded.Inks.NONE;
        }
        if (header.adobeTransform().isEmpty()) {
            return Decoded.Inks.CMYK;
        }
        return header.adobeTransform().getAsInt() == 2 ? Decoded.Inks.YCCK_INVERTED : Decoded.Inks.CMYK_INVERTED;
    }

    /** JPEG, PNG and WebP may contain Exif; the decoder returns its orientation as a matrix. */
    private static Orientation orientation(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        return data == null ? Orientation.AS_STORED : Orientation.of(new IntPointer(data.data()));
    }

    private static Optional<byte[]> profile(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_ICC_PROFILE);
        if (data == null || data.size() <= 0 || data.size() > MediaLimits.PROFILE_BYTES) {
            return Optional.empty();
        }
        byte[] profile = new byte[(int) data.size()];
        data.data().get(profile);
        return Optional.of(profile);
    }
}
