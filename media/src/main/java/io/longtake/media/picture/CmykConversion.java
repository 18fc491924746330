package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Converts CMYK pictures, made for printing, to RGB. */
final class CmykConversion {
    private static final List<Integer> CMYK = List.of(Planes.RGB[0], Planes.RGB[1], Planes.RGB[2], Planes.ALPHA);

    /** YCbCr as defined by JFIF. */
    private static final ColourConversion YCC = new ColourConversion(
            avutil.AVCOL_PRI_UNSPECIFIED, avutil.AVCOL_TRC_UNSPECIFIED, avutil.AVCOL_SPC_BT470BG, true, false, 0);

    private CmykConversion() {}

    /**
     * Converts a frame.
     *
     * @param frame the four channels as coded, in a format with alpha; the alpha plane contains the fourth channel
     * @param transform of the embedded profile; without it each ink is assumed to absorb exactly its complement
     * @return GBRP
     */
    static AVFrame toRgb(AVFrame frame, Decoded.Inks inks, Optional<IccTransform> transform) throws MediaException {
        AVFrame planes = planes(frame, inks);
        try {
            avutil.av_frame_make_writable(planes);
            if (inks == Decoded.Inks.YCCK_INVERTED) {
                // The RGB that the conversion from YCbCr produces is the complement of the inverted CMYK that Adobe
                // stores.
                CMYK.subList(0, 3).forEach(plane -> invert(planes, plane));
            }
            AVFrame rgb = Planes.rgb(frame.width(), frame.height());
            if (transform.isPresent()) {
                // In profiles 255 means full ink.
                if (inks != Decoded.Inks.CMYK) {
                    CMYK.forEach(plane -> invert(planes, plane));
                }
                transform.get().apply(planes, false, CMYK, rgb);
            } else {
                if (inks == Decoded.Inks.CMYK) {
                    CMYK.forEach(plane -> invert(planes, plane));
                }
                multiply(planes, rgb);
            }
            return rgb;
        } finally {
            avutil.av_frame_free(planes);
        }
    }

    /** The four channels in the planes of red, green, blue and alpha; YCbCr is converted to RGB. */
    private static AVFrame planes(AVFrame frame, Decoded.Inks inks) throws MediaException {
        boolean rgb = (avutil.av_pix_fmt_desc_get(frame.format()).flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
        boolean ycc = inks == Decoded.Inks.YCCK_INVERTED;
        if (rgb && !ycc) {
            return FilterGraph.apply(frame, "format=gbrap");
        }
        if (!rgb && ycc) {
            return FilterGraph.apply(frame, YCC.toRgb("", "gbrap"));
        }
        // Only the channel names are wrong; the conversion must not mix the channels.
        AVFrame named =
                FilterGraph.apply(frame, rgb ? "format=gbrap" : "scale=in_range=full:out_range=full,format=yuva444p");
        AVFrame renamed = FilterGraph.apply(
                frame,
                rgb ? "scale=out_color_matrix=bt601:in_range=full:out_range=full,format=yuva444p" : "format=gbrap");
        try {
            avutil.av_frame_make_writable(renamed);
            for (int channel = 0; channel < 3; channel++) {
                int plane = Planes.RGB[channel];
                copy(named, rgb ? plane : channel, renamed, rgb ? channel : plane);
            }
            copy(named, Planes.ALPHA, renamed, Planes.ALPHA);
            return ycc ? FilterGraph.apply(renamed, YCC.toRgb("", "gbrap")) : avutil.av_frame_clone(renamed);
        } finally {
            avutil.av_frame_free(named);
            avutil.av_frame_free(renamed);
        }
    }

    private static void copy(AVFrame from, int plane, AVFrame to, int target) {
        byte[] row = new byte[from.width()];
        ByteBuffer source = Planes.bytes(from, plane);
        ByteBuffer sink = Planes.bytes(to, target);
        for (int y = 0; y < from.height(); y++) {
            source.position(y * from.linesize(plane)).get(row);
            sink.position(y * to.linesize(target)).put(row);
        }
    }

    private static void invert(AVFrame frame, int plane) {
        byte[] row = new byte[frame.width()];
        ByteBuffer bytes = Planes.bytes(frame, plane);
        for (int y = 0; y < frame.height(); y++) {
            bytes.position(y * frame.linesize(plane)).get(row);
            for (int x = 0; x < row.length; x++) {
                row[x] = (byte) ~row[x];
            }
            bytes.position(y * frame.linesize(plane)).put(row);
        }
    }

    private static void multiply(AVFrame uninked, AVFrame rgb) {
        Planes.mixed(uninked, rgb, (colour, black) -> {
            for (int x = 0; x < colour.length; x++) {
                colour[x] = (byte) (((colour[x] & 0xff) * (black[x] & 0xff) + 127) / 255);
            }
        });
    }
}
