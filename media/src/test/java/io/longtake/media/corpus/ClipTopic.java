package io.longtake.media.corpus;

import java.util.List;

/**
 * Videos: codecs, containers, pixel formats, sizes, rotations, pixel aspect ratios, positions of the index, start times
 * of tracks.
 */
final class ClipTopic extends Topic {
    private static final Picture EVEN = Picture.quarters(128, 96);
    private static final Picture ODD = Picture.quarters(121, 93);

    ClipTopic() {
        codecs();
        oddSizes();
        turns();
        pixelShapes();
        structure();
        tracks();
    }

    private void codecs() {
        String[][] rows = {
            {"mp4", "libx264", "yuv420p"},
            {"mp4", "libx264", "yuv422p"},
            {"mp4", "libx264", "yuv444p"},
            {"mp4", "libx264", "yuv420p10le"},
            {"mp4", "libx264", "yuv422p10le"},
            {"mp4", "libx265", "yuv420p"},
            {"mp4", "libx265", "yuv422p"},
            {"mp4", "libx265", "yuv444p"},
            {"mp4", "libx265", "yuv420p10le"},
            {"mp4", "libx265", "yuv420p12le"},
            {"mp4", "libaom-av1", "yuv420p"},
            {"mp4", "libaom-av1", "yuv420p10le"},
            {"mp4", "libaom-av1", "yuv444p"},
            {"mp4", "libvpx-vp9", "yuv420p"},
            {"mp4", "mpeg4", "yuv420p"},
            {"mov", "libx264", "yuv420p"},
            {"mov", "libx265", "yuv420p10le"},
            {"mov", "mjpeg", "yuvj420p"},
            {"mov", "mjpeg", "yuvj444p"},
            {"mov", "prores_ks", "yuv422p10le"},
            {"mov", "prores_ks", "yuv444p10le"},
            {"mov", "mpeg4", "yuv420p"},
            {"matroska", "libx264", "yuv420p"},
            {"matroska", "libx265", "yuv420p"},
            {"matroska", "libaom-av1", "yuv420p"},
            {"matroska", "libvpx-vp9", "yuv444p"},
            {"matroska", "ffv1", "yuv420p"},
            {"matroska", "mjpeg", "yuvj422p"},
            {"webm", "libvpx", "yuv420p"},
            {"webm", "libvpx-vp9", "yuv420p"},
            {"webm", "libvpx-vp9", "yuv422p"},
            {"webm", "libvpx-vp9", "yuv440p"},
            {"webm", "libaom-av1", "yuv420p"},
            {"avi", "mjpeg", "yuvj420p"},
            {"avi", "mjpeg", "yuvj422p"},
            {"avi", "mjpeg", "yuvj444p"},
            {"avi", "mpeg4", "yuv420p"},
            {"avi", "libx264", "yuv420p"},
            {"avi", "rawvideo", "yuv420p"},
            {"ipod", "libx264", "yuv420p"},
            {"3gp", "mpeg4", "yuv420p"}
        };
        for (String[] row : rows) {
            Clip clip = clip(EVEN, row[0], row[1], row[2]);
            add("codec-" + row[1] + "-" + row[2] + ending(row[0]), clip, Expected.clip(EVEN));
        }
        Picture greys = Picture.greys(128, 96);
        add("codec-libx264-gray.mp4", Clip.of(greys, "mp4", "libx264", "gray"), Expected.clip(greys));
        add("codec-libx265-gray10.mp4", Clip.of(greys, "mp4", "libx265", "gray10le"), Expected.clip(greys));
    }

    private static Clip clip(Picture picture, String muxer, String codec, String format) {
        boolean full = format.startsWith("yuvj");
        boolean untold = codec.equals("mpeg4") || codec.equals("rawvideo") || codec.equals("libvpx");
        // MJPEG uses the matrix and range of JFIF; if a codec can't declare them, small pictures are BT.601.
        return Clip.of(picture, muxer, codec, format)
                .coloured(full || untold ? Planes.Matrix.BT601 : Planes.Matrix.BT709, full, !untold);
    }

    private static String ending(String muxer) {
        return switch (muxer) {
            case "matroska" -> ".mkv";
            case "ipod" -> ".m4v";
            default -> "." + muxer;
        };
    }

    private void oddSizes() {
        String[][] rows = {
            {"mp4", "libx264", "yuv444p"}, {"mp4", "libaom-av1", "yuv420p"}, {"webm", "libvpx", "yuv420p"},
            {"webm", "libvpx-vp9", "yuv420p"}, {"webm", "libvpx-vp9", "yuv422p"}, {"avi", "mjpeg", "yuvj420p"},
            {"avi", "mjpeg", "yuvj422p"}, {"mov", "mjpeg", "yuvj444p"}, {"avi", "mpeg4", "yuv420p"},
            {"matroska", "ffv1", "yuv420p"}, {"matroska", "ffv1", "yuv410p"}, {"matroska", "ffv1", "yuv411p"},
            {"matroska", "ffv1", "yuv440p"}, {"matroska", "ffv1", "yuv420p16le"}, {"matroska", "ffv1", "yuva420p"},
            {"mp4", "libx265", "yuv444p"}
        };
        for (String[] row : rows) {
            add("odd-" + row[1] + "-" + row[2] + ending(row[0]), clip(ODD, row[0], row[1], row[2]), Expected.clip(ODD));
        }
        Picture sliver = Picture.orange(16, 1001);
        add("odd-sliver.webm", clip(sliver, "webm", "libvpx-vp9", "yuv420p"), Expected.clip(sliver));
        Picture dot = Picture.orange(3, 5);
        add("odd-3x5.mkv", clip(dot, "matroska", "ffv1", "yuv444p"), Expected.clip(dot));
    }

    private void turns() {
        int[] likeExif = {1, 6, 3, 8};
        for (String muxer : List.of("mp4", "mov")) {
            for (int quarter = 1; quarter < 4; quarter++) {
                add(
                        "turned-" + 90 * quarter + ending(muxer),
                        Clip.of(EVEN, muxer, "libx264", "yuv420p").turned(90 * quarter),
                        Expected.clip(
                                quarter == 2 ? 128 : 96,
                                quarter == 2 ? 96 : 128,
                                turned(likeExif[quarter]),
                                960,
                                1080));
            }
        }
        add(
                "turned-90-odd.mp4",
                Clip.of(ODD, "mp4", "libaom-av1", "yuv420p").turned(90),
                Expected.clip(93, 121, turned(6), 960, 1080));
        add(
                "turned-90.mkv",
                Clip.of(EVEN, "matroska", "libx264", "yuv420p").turned(90),
                Expected.clip(96, 128, turned(6), 960, 1080));
    }

    /**
     * Players show a DVD as 4:3 or 16:9, regardless of its stored size. Like browsers, they stretch the picture and
     * never shrink it.
     */
    private void pixelShapes() {
        shape("pal-16-9.mp4", 720, 576, "64:45", 1024, 576);
        shape("pal-4-3.mp4", 720, 576, "16:15", 768, 576);
        shape("ntsc-16-9.mp4", 720, 480, "32:27", 853, 480);
        shape("ntsc-4-3.mp4", 720, 480, "8:9", 720, 540);
        shape("hdv.mp4", 360, 270, "4:3", 480, 270);
        shape("tall.mp4", 96, 64, "1:2", 96, 128);
        shape("anamorphic.mkv", 320, 272, "2:1", 640, 272);
        shape("anamorphic.mov", 320, 272, "2:1", 640, 272);
        shape("pal-16-9.avi", 720, 576, "64:45", 1024, 576);
        add(
                "shape-turned-90.mp4",
                Clip.of(Picture.quarters(128, 96), "mp4", "libx264", "yuv420p")
                        .withAspect("3:2")
                        .turned(90),
                Expected.clip(96, 192, turned(6), 960, 1080));
        // Invalid aspect ratios are ignored.
        shape("shape-0-1.mp4", 128, 96, "0:1", 128, 96);
    }

    private void shape(String name, int width, int height, String aspect, int seenWidth, int seenHeight) {
        Picture picture = Picture.quarters(width, height);
        String muxer = name.endsWith("mkv") ? "matroska" : name.substring(name.length() - 3);
        String codec = muxer.equals("avi") ? "mpeg4" : "libx264";
        add(
                "shape-" + name.replace("shape-", ""),
                clip(picture, muxer, codec, "yuv420p").withAspect(aspect).lasting(5, 1),
                Expected.clip(seenWidth, seenHeight, "RGBW", 960, 1240));
    }

    private void structure() {
        Clip plain = Clip.of(EVEN, "mp4", "libx264", "yuv420p");
        add("index-at-end.mp4", plain, Expected.clip(EVEN));
        add("index-at-start.mp4", plain.containing("movflags", "+faststart"), Expected.clip(EVEN));
        add(
                "fragmented.mp4",
                plain.lasting(25, 3).containing("movflags", "+frag_keyframe+empty_moov"),
                Expected.clip(128, 96, "RGBW", 2960, 3080));
        add(
                "fragmented-based.mp4",
                plain.lasting(25, 3).containing("movflags", "+frag_keyframe+empty_moov+default_base_moof"),
                Expected.clip(128, 96, "RGBW", 2960, 3080));
        add("garbage-behind.mp4", plain.but(new Edit.Append("0011223344")), Expected.clip(EVEN));
        add("called.jpg", plain, Expected.clip(EVEN));
        add("many-b-frames.mp4", plain.coding("bf", "4"), Expected.clip(EVEN));
        add("one-frame.mp4", plain.lasting(25, 0.04), Expected.clip(128, 96, "RGBW", 20, 60));
        add("one-frame-a-second.mp4", plain.lasting(1, 3), Expected.clip(128, 96, "RGBW", 2900, 3100));
        add("sixty-frames.mp4", plain.lasting(60, 1), Expected.clip(EVEN));
        add("three-hundred-frames.mp4", plain.lasting(300, 1), Expected.clip(EVEN));
        add("live.mkv", Clip.of(EVEN, "matroska", "libx264", "yuv420p").containing("live", "1"), Expected.clip(EVEN));
        add(
                "cues-first.mkv",
                Clip.of(EVEN, "matroska", "libx264", "yuv420p")
                        .containing("cues_to_front", "1")
                        .containing("reserve_index_space", "1000"),
                Expected.clip(EVEN));
        // The edit list excludes the first half, so it is not part of the film.
        add(
                "edit-list-of-a-half.mp4",
                plain.coding("bf", "0")
                        .but(
                                new Edit.OverwriteAfter("elst", 8, "000001f400001900"),
                                new Edit.OverwriteAfter("mvhd", 16, "000001f4"),
                                new Edit.OverwriteAfter("tkhd", 20, "000001f4")),
                Expected.clip(128, 96, "RGBW", 460, 560));
        // The edit list delays the first picture by half a second; the film's length counts from zero.
        add("starts-late.mp4", plain.startingAt(0.5), Expected.clip(128, 96, "RGBW", 960, 1580));
    }

    private void tracks() {
        Clip plain = Clip.of(EVEN, "mp4", "libx264", "yuv420p");
        add("with-sound.mp4", plain.sounding(Sound.Track.aac(1)), Expected.clip(EVEN));
        add(
                "sound-starts-late.mp4",
                plain.lasting(25, 3).sounding(new Sound.Track("aac", 48_000, 2, 1, 2)),
                Expected.clip(128, 96, "RGBW", 2960, 3100));
        add("sound-longer.mp4", plain.sounding(Sound.Track.aac(2)), Expected.clip(128, 96, "RGBW", 960, 2080));
        add(
                "with-mp3.avi",
                clip(EVEN, "avi", "mpeg4", "yuv420p").sounding(new Sound.Track("libmp3lame", 44_100, 2, 1, 0)),
                Expected.clip(128, 96, "RGBW", 960, 1150));
        add(
                "with-opus.webm",
                Clip.of(EVEN, "webm", "libvpx-vp9", "yuv420p").sounding(new Sound.Track("libopus", 48_000, 2, 1, 0)),
                Expected.clip(EVEN));
        add(
                "with-flac.mkv",
                Clip.of(EVEN, "matroska", "libx264", "yuv420p").sounding(new Sound.Track("flac", 48_000, 2, 1, 0)),
                Expected.clip(EVEN));
        add(
                "with-pcm.mov",
                Clip.of(EVEN, "mov", "libx264", "yuv420p").sounding(new Sound.Track("pcm_s16le", 48_000, 2, 1, 0)),
                Expected.clip(EVEN));
    }
}
