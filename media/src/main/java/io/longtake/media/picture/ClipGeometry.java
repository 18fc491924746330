package io.longtake.media.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The geometry of a clip's displayed pictures.
 *
 * @param width in square pixels, after rotation; pictures with other pixel shapes are stretched in one direction, never
 *     shrunk
 * @param height likewise
 * @param squarePixels whether the stored pictures already have this size, apart from the rotation
 */
public record ClipGeometry(int width, int height, Orientation orientation, boolean squarePixels, Colour colour) {
    /** Pixel aspect ratios above eight are treated as an error in the file. */
    private static final double MAX_UNEQUAL = 8;

    public static ClipGeometry of(AVFormatContext context, AVStream stream) {
        AVCodecParameters stored = stream.codecpar();
        AVRational aspect = avformat.av_guess_sample_aspect_ratio(context, stream, (AVFrame) null);
        double ratio = aspect.num() > 0 && aspect.den() > 0 ? aspect.num() / (double) aspect.den() : 1;
        if (ratio > MAX_UNEQUAL || ratio < 1 / MAX_UNEQUAL) {
            ratio = 1;
        }
        int width = (int) Math.round(stored.width() * Math.max(1, ratio));
        int height = (int) Math.round(stored.height() / Math.min(1, ratio));
        Orientation orientation = Orientation.of(stream);
        return new ClipGeometry(
                orientation.swapsSides() ? height : width,
                orientation.swapsSides() ? width : height,
                orientation,
                width == stored.width() && height == stored.height(),
                colours(stored).described(""));
    }

    private static ColourConversion colours(AVCodecParameters stored) {
        return new ColourConversion(
                stored.color_primaries(),
                stored.color_trc(),
                stored.color_space(),
                stored.color_range() == avutil.AVCOL_RANGE_JPEG,
                false,
                0);
    }
}
