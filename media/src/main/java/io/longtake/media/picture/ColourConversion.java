package io.longtake.media.picture;

import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The conversion from any pixel format and colour description to RGB with BT.709 primaries, as libav filter chains. If
 * only the transfer curve's name differs (sRGB, BT.709, gamma 2.2), pictures of standard dynamic range keep their code
 * values: a conversion between these curves would lift or crush shadows that displays show correctly. HLG and PQ are
 * tone-mapped; wide gamuts are converted.
 *
 * @param primaries libav's number; the same applies to {@code transfer} and {@code matrix}
 * @param grey whether the picture has only luma
 * @param peakNits the peak luminance of a PQ picture, cd/m²
 */
record ColourConversion(int primaries, int transfer, int matrix, boolean fullRange, boolean grey, double peakNits) {
    /** Diffuse white of HLG and PQ content (ITU-R BT.2408, table 1), cd/m². */
    private static final double WHITE_NITS = 203;
    /** Luminance of HLG's highest code value on its reference display (ITU-R BT.2100, note 5e), cd/m². */
    private static final double HLG_PEAK_NITS = 1000;
    /**
     * Tones below this fraction of white do not change; brighter tones are compressed so that the peak fits. White maps
     * to about 90 % of the code range, which leaves room for highlights.
     */
    private static final double KNEE = 0.6;

    /** Reads the description from a decoded frame; missing values are set to the defaults of its format. */
    static ColourConversion of(AVFrame frame, Defaults defaults) {
        boolean full = frame.color_range() == avutil.AVCOL_RANGE_UNSPECIFIED
                ? defaults.fullRange()
                : frame.color_range() == avutil.AVCOL_RANGE_JPEG;
        int matrix = frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED ? defaults.matrix() : frame.colorspace();
        return new ColourConversion(
                frame.color_primaries(), frame.color_trc(), matrix, full, grey(frame), HLG_PEAK_NITS);
    }

    private static boolean grey(AVFrame frame) {
        return avutil.av_pix_fmt_desc_get(frame.format()).nb_components() < 3
                && frame.format() != avutil.AV_PIX_FMT_PAL8;
    }

    /** The values used where a frame doesn't specify them. */
    record Defaults(int matrix, boolean fullRange) {
        /** JFIF: BT.601's matrix, full range. */
        static final Defaults STILL = new Defaults(avutil.AVCOL_SPC_BT470BG, true);

        /**
         * Players treat small pictures as standard-definition video (BT.601) and large ones as high-definition video
         * (BT.709).
         */
        static Defaults clip(int height) {
            return new Defaults(height >= 720 ? avutil.AVCOL_SPC_BT709 : avutil.AVCOL_SPC_BT470BG, false);
        }
    }

    /** Fills values that the frames don't specify from the container of a clip. */
    ColourConversion ofStream(AVStream stream) {
        return new ColourConversion(
                primaries == avutil.AVCOL_PRI_UNSPECIFIED ? stream.codecpar().color_primaries() : primaries,
                transfer == avutil.AVCOL_TRC_UNSPECIFIED ? stream.codecpar().color_trc() : transfer,
                matrix,
                fullRange,
                grey,
                peakNits);
    }

    Colour described(String profile) {
        return new Colour(
                profile,
                name(avutil.av_color_primaries_name(primaries)),
                name(avutil.av_color_transfer_name(transfer)),
                name(avutil.av_color_space_name(matrix)),
                fullRange);
    }

    private static String name(org.bytedeco.javacpp.BytePointer name) {
        return name == null ? "unknown" : name.getString();
    }

    boolean highDynamicRange() {
        return transfer == avutil.AVCOL_TRC_ARIB_STD_B67 || transfer == avutil.AVCOL_TRC_SMPTE2084;
    }

    /** Whether code values have to change to reach BT.709 primaries and a display's curve. */
    boolean needsConversion() {
        return highDynamicRange() || otherCurve() || otherGamut();
    }

    private boolean otherCurve() {
        return switch (transfer) {
            case avutil.AVCOL_TRC_LINEAR, avutil.AVCOL_TRC_GAMMA28, avutil.AVCOL_TRC_LOG, avutil.AVCOL_TRC_LOG_SQRT ->
                true;
            default -> false;
        };
    }

    private boolean otherGamut() {
        return switch (primaries) {
            case avutil.AVCOL_PRI_BT2020,
                    avutil.AVCOL_PRI_SMPTE431,
                    avutil.AVCOL_PRI_SMPTE432,
                    avutil.AVCOL_PRI_BT470M,
                    avutil.AVCOL_PRI_FILM -> true;
            default -> false;
        };
    }

    /**
     * The first step: converts any pixel format to planar RGB with the same curve and primaries. Uses swscale, because
     * zscale rejects subsampled pictures with an odd side and supports neither palettes nor 1-bit formats nor grey with
     * alpha.
     *
     * @param size {@code ""}, or {@code "w=…:h=…:"} to scale in the same step
     */
    String toRgb(String size, String pixelFormat) {
        return "scale=" + size + "in_color_matrix=" + swscaleMatrix() + ":in_range=" + (fullRange ? "full" : "limited")
                + ":out_range=full:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=" + pixelFormat
                + (grey && !fullRange ? "," + stretched(pixelFormat.endsWith("16") ? 65535 : 255) : "");
    }

    /** swscale treats grey as full range, even if it is set to limited range. */
    private static String stretched(int top) {
        String level = "'clip((val-" + top + "*16/255)*255/219\\,0\\," + top + ")'";
        return "lutrgb=r=" + level + ":g=" + level + ":b=" + level;
    }

    private String swscaleMatrix() {
        return switch (matrix) {
            case avutil.AVCOL_SPC_BT709 -> "bt709";
            case avutil.AVCOL_SPC_BT2020_NCL, avutil.AVCOL_SPC_BT2020_CL -> "bt2020";
            case avutil.AVCOL_SPC_SMPTE240M -> "smpte240m";
            case avutil.AVCOL_SPC_FCC -> "fcc";
            default -> "bt601";
        };
    }

    /**
     * The second step: converts planar RGB (16 bits if the source has more than 8) to 8 bits; empty if no conversion is
     * needed.
     */
    String toDisplay(boolean alpha) {
        if (!needsConversion()) {
            return "";
        }
        String end = ",format=" + (alpha ? "gbrap" : "gbrp");
        int from = otherGamut() ? primaries : avutil.AVCOL_PRI_BT709;
        if (!highDynamicRange()) {
            // The same curve on both sides if the file's own curve is kept.
            int curve = otherCurve() ? transfer : avutil.AVCOL_TRC_IEC61966_2_1;
            return "zscale=min=gbr:m=gbr:rin=full:r=full:dither=none:pin=" + from + ":p=" + avutil.AVCOL_PRI_BT709
                    + ":tin=" + curve + ":t=" + avutil.AVCOL_TRC_IEC61966_2_1 + end;
        }
        return String.format(
                Locale.ROOT,
                "zscale=min=gbr:m=gbr:rin=full:r=full:pin=%d:p=%d:tin=%d:t=linear:npl=%.0f,format=gbrpf32le,"
                        + "tonemap=mobius:param=%.2f:desat=0:peak=%.3f,"
                        + "zscale=min=gbr:m=gbr:rin=full:r=full:dither=none:pin=%d:p=%d:tin=linear:t=%d:npl=%.0f%s",
                from,
                avutil.AVCOL_PRI_BT709,
                transfer,
                WHITE_NITS,
                KNEE,
                peakNits / WHITE_NITS,
                avutil.AVCOL_PRI_BT709,
                avutil.AVCOL_PRI_BT709,
                avutil.AVCOL_TRC_IEC61966_2_1,
                WHITE_NITS,
                end);
    }

    static boolean deep(AVPixFmtDescriptor format) {
        return format.comp(0).depth() > 8;
    }
}
