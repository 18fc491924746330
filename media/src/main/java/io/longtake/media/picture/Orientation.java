package io.longtake.media.picture;

import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.IntPointer;

/** The rotation or reflection that displays a stored picture upright, as a libav filter chain. */
public enum Orientation {
    AS_STORED("", false),
    MIRRORED("hflip", false),
    HALF_TURN("hflip,vflip", false),
    UPSIDE_DOWN_MIRRORED("vflip", false),
    TRANSPOSED("transpose=dir=cclock_flip", true),
    CLOCKWISE("transpose=dir=clock", true),
    TRANSVERSED("transpose=dir=clock_flip", true),
    COUNTERCLOCKWISE("transpose=dir=cclock", true);

    private final String filter;
    private final boolean swapsSides;

    Orientation(String filter, boolean swapsSides) {
        this.filter = filter;
        this.swapsSides = swapsSides;
    }

    /** The filter chain; empty if the picture is displayed as stored. */
    public String filter() {
        return filter;
    }

    /** Whether width and height are swapped. */
    public boolean swapsSides() {
        return swapsSides;
    }

    /** The orientation that the container specifies for a stream. */
    public static Orientation of(AVStream stream) {
        return of(stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data());
    }

    static Orientation of(AVPacketSideData list, int count) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return data == null ? AS_STORED : of(new IntPointer(data.data()));
    }

    /**
     * Reads a display matrix: the directions of the stored x and y axes. Only its signs are used; scaling is ignored,
     * and other angles are rounded to the nearest quarter turn.
     */
    public static Orientation of(IntPointer matrix) {
        int a = matrix.get(0);
        int b = matrix.get(1);
        int c = matrix.get(3);
        int d = matrix.get(4);
        if (Math.abs((long) a) + Math.abs((long) d) >= Math.abs((long) b) + Math.abs((long) c)) {
            if (a >= 0) {
                return d >= 0 ? AS_STORED : UPSIDE_DOWN_MIRRORED;
            }
            return d >= 0 ? MIRRORED : HALF_TURN;
        }
        // x maps to b * y', y maps to c * x'.
        if (b >= 0) {
            return c >= 0 ? TRANSPOSED : CLOCKWISE;
        }
        return c >= 0 ? COUNTERCLOCKWISE : TRANSVERSED;
    }
}
