package io.longtake.media.corpus;

import io.longtake.media.MediaFormat.Kind;
import io.longtake.media.corpus.Jpeg.Model;
import io.longtake.media.corpus.Patch.Range;
import io.longtake.media.corpus.Png.Chunk;
import java.util.List;

/**
 * Profiles, transfer curves, matrices and ranges. Every picture is drawn in sRGB and converted to its space, so that a
 * reader that honours the file's colour description always returns the same colours.
 */
final class ColourTopic extends Topic {
    private static final String S444 = "1x1,1x1,1x1";
    private static final Picture QUARTERS = Picture.quarters(96, 64);

    /** The 8-bit code values of a profile cost one or two levels of precision. */
    private static final int PROFILED = 4;

    ColourTopic() {
        profiles();
        brokenProfiles();
        pngCurves();
        clips();
        highDynamicRange();
    }

    private void profiles() {
        for (Space space : List.of(Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB, Space.PROPHOTO)) {
            Picture picture = QUARTERS.in(space);
            // One code value in ProPhoto's wide gamut covers several of sRGB.
            int tolerance = space == Space.PROPHOTO ? 8 : PROFILED;
            Expected seen = Expected.still(picture, tolerance);
            for (String version : List.of("v2", "v4")) {
                String profile = version.equals("v2") ? Icc.v2(space) : Icc.v4(space);
                String name = "icc-" + space + "-" + version;
                add(name + ".jpg", Jpeg.of(picture, S444).but(Edit.JpegSegment.icc(profile)), seen);
                add(name + ".png", Png.rgb(picture).with(Chunk.icc(profile)), seen);
            }
            String profile = Icc.v2(space);
            add(
                    "icc-" + space + "-16-bit.png",
                    Png.of(picture, Png.Type.RGB, 16).with(Chunk.icc(profile)),
                    Expected.still(picture, 2));
            add(
                    "icc-" + space + "-palette.png",
                    Png.of(picture, Png.Type.PALETTE, 8).with(Chunk.icc(profile)),
                    seen);
            add(
                    "icc-" + space + ".webp",
                    Webp.still(picture, Webp.Kind.LOSSLESS).but(new Edit.WebpMetadata(96, 64, profile, "")),
                    seen);
            add(
                    "icc-" + space + ".heic",
                    Heif.hevc(picture, Heif.Property.icc(profile)),
                    Expected.still(picture, tolerance + 4));
            add(
                    "icc-" + space + ".avif",
                    Heif.av1(picture, Heif.Property.icc(profile)),
                    Expected.still(picture, tolerance + 4));
        }
        Picture p3 = Picture.quarters(97, 65).in(Space.DISPLAY_P3);
        add(
                "icc-and-exif-6.jpg",
                Jpeg.of(p3, "2x2,1x1,1x1")
                        .but(Edit.JpegSegment.icc(Icc.v4(Space.DISPLAY_P3)), Edit.JpegSegment.exif(Exif.oriented(6))),
                Expected.still(65, 97, turned(6), PROFILED));
        add(
                "icc-rgb-model.jpg",
                Jpeg.of(p3, S444).as(Model.RGB, S444).but(Edit.JpegSegment.icc(Icc.v4(Space.DISPLAY_P3))),
                Expected.still(p3, PROFILED));
        Picture pure = QUARTERS.painted(Picture.Paint.PURE);
        for (Model model : List.of(Model.CMYK, Model.CMYK_BLACK, Model.YCCK)) {
            add(
                    "icc-press-" + model + ".jpg",
                    Jpeg.of(pure, S444).as(model, "1x1,1x1,1x1,1x1").but(Edit.JpegSegment.icc(Icc.press())),
                    Expected.still(QUARTERS, 6));
        }
        Picture greys = Picture.greys(64, 48).in(Space.ADOBE_RGB);
        add(
                "icc-grey-gamma.jpg",
                Jpeg.grey(greys).but(Edit.JpegSegment.icc(Icc.grey(Space.ADOBE_RGB))),
                Expected.still(greys, PROFILED));
        add(
                "icc-grey-gamma.png",
                Png.of(greys, Png.Type.GREY, 8).with(Chunk.icc(Icc.grey(Space.ADOBE_RGB))),
                Expected.still(greys, PROFILED));
        add(
                "icc-grey-gamma-16-bit-alpha.png",
                Png.of(greys, Png.Type.GREY_ALPHA, 16).with(Chunk.icc(Icc.grey(Space.ADOBE_RGB))),
                Expected.still(greys, 2));
    }

    /** A profile that can't be used is ignored: browsers show the picture as sRGB. */
    private void brokenProfiles() {
        Expected seen = Expected.still(QUARTERS, 3);
        Jpeg jpeg = Jpeg.of(QUARTERS, S444);
        Png png = Png.rgb(QUARTERS);
        String profile = Icc.v2(Space.ADOBE_RGB);
        add("icc-garbage.jpg", jpeg.but(Edit.JpegSegment.icc("00112233445566778899".repeat(20))), seen);
        add("icc-garbage.png", png.with(Chunk.icc("00112233445566778899".repeat(20))), seen);
        add("icc-cut.jpg", jpeg.but(Edit.JpegSegment.icc(profile.substring(0, 400))), seen);
        add("icc-cut.png", png.with(Chunk.icc(profile.substring(0, 400))), seen);
        add("icc-empty.jpg", jpeg.but(Edit.JpegSegment.icc("")), seen);
        add("icc-not-packed.png", png.with(new Chunk("iCCP", "70000078010203")), seen);
        add("icc-for-ink.jpg", jpeg.but(Edit.JpegSegment.icc(Icc.forInk())), seen);
        add("icc-for-ink.png", png.with(Chunk.icc(Icc.forInk())), seen);
        add("icc-for-grey.jpg", jpeg.but(Edit.JpegSegment.icc(Icc.grey(Space.ADOBE_RGB))), seen);
        add(
                "icc-for-rgb-on-grey.jpg",
                Jpeg.grey(Picture.greys(64, 48)).but(Edit.JpegSegment.icc(Icc.v2(Space.SRGB))),
                Expected.still(Picture.greys(64, 48), 3));
        add(
                "icc-second-part-missing.jpg",
                jpeg.but(new Edit.JpegSegment(
                        0xe2,
                        new ByteWriter()
                                .text("ICC_PROFILE\0")
                                .hex("0102")
                                .hex(profile)
                                .toHex())),
                seen);
        add(
                "icc-garbage.webp",
                Webp.still(QUARTERS, Webp.Kind.LOSSLESS)
                        .but(new Edit.WebpMetadata(96, 64, "00112233445566778899".repeat(20), "")),
                seen);
        add(
                "icc-garbage.heic",
                Heif.hevc(QUARTERS, Heif.Property.icc("0011223344556677".repeat(20))),
                Expected.still(QUARTERS, 6));
    }

    /**
     * Colour chunks of PNG, third edition: cICP overrides iCCP, which overrides sRGB, which overrides gAMA and cHRM.
     */
    private void pngCurves() {
        Expected seen = Expected.still(QUARTERS, 3);
        Chunk linear = new Chunk("gAMA", "000186a0");
        add("gamma-of-srgb.png", Png.rgb(QUARTERS).with(new Chunk("gAMA", "0000b18f")), seen);
        add(
                "gamma-linear-16-bit.png",
                Png.of(QUARTERS.in(Space.LINEAR), Png.Type.RGB, 16).with(linear),
                seen);
        add(
                "gamma-under-srgb.png",
                Png.rgb(QUARTERS).with(new Chunk("sRGB", "00")).with(linear),
                seen);
        add(
                "gamma-under-icc.png",
                Png.rgb(QUARTERS.in(Space.DISPLAY_P3)).with(linear).with(Chunk.icc(Icc.v2(Space.DISPLAY_P3))),
                seen);
        add("cicp-srgb.png", Png.rgb(QUARTERS).with(new Chunk("cICP", "010d0001")), seen);
        add(
                "cicp-display-p3.png",
                Png.rgb(QUARTERS.in(Space.DISPLAY_P3)).with(new Chunk("cICP", "0c0d0001")),
                Expected.still(QUARTERS, PROFILED));
    }

    /** Matrix and range as declared; without a declaration they depend on the size, as in players. */
    private void clips() {
        for (Planes.Matrix matrix : List.of(Planes.Matrix.BT601, Planes.Matrix.BT709, Planes.Matrix.BT2020)) {
            for (boolean full : new boolean[] {false, true}) {
                Picture picture = Picture.quarters(128, 96);
                // BT.2020's matrix with BT.709's primaries is unusual, but the file declares it.
                add(
                        "matrix-" + matrix + (full ? "-full" : "-limited") + ".mp4",
                        Clip.of(picture, "mp4", "libx264", "yuv420p").coloured(matrix, full, true),
                        Expected.clip(picture));
            }
        }
        Picture small = Picture.quarters(128, 96);
        add(
                "matrix-untold-small.mp4",
                Clip.of(small, "mp4", "libx264", "yuv420p").coloured(Planes.Matrix.BT601, false, false),
                Expected.clip(small));
        Picture large = Picture.quarters(1280, 720);
        add(
                "matrix-untold-720.mp4",
                Clip.of(large, "mp4", "libx264", "yuv420p")
                        .coloured(Planes.Matrix.BT709, false, false)
                        .lasting(5, 1),
                Expected.clip(large));
        Picture wide = small.in(Space.DISPLAY_P3);
        add("primaries-p3.mov", Clip.of(wide, "mov", "libx264", "yuv420p"), Expected.clip(wide));
        add(
                "rgb-planes.mkv",
                Clip.of(small, "matroska", "libx264", "yuv444p").coloured(Planes.Matrix.BT601, true, true),
                Expected.clip(small));
    }

    private void highDynamicRange() {
        Picture picture = Picture.quarters(128, 96);
        for (Space space : List.of(Space.HLG, Space.PQ)) {
            Picture bright = picture.in(space);
            for (String codec : List.of("libx265", "libaom-av1")) {
                for (String muxer : List.of("mov", "matroska")) {
                    if (codec.equals("libaom-av1") && muxer.equals("mov")) {
                        continue;
                    }
                    add(
                            space + "-" + codec.substring(3) + (muxer.equals("mov") ? ".mov" : ".mkv"),
                            Clip.of(bright, muxer, codec, "yuv420p10le").coloured(Planes.Matrix.BT2020, false, true),
                            new Expected.Usable(Kind.VIDEO, 128, 96, new Range(960, 1080), Patch.toneMappedQuarters()));
                }
            }
            add(
                    space + "-cicp.png",
                    Png.of(bright, Png.Type.RGB, 16)
                            .with(new Chunk("cICP", space == Space.HLG ? "09120001" : "09100001")),
                    new Expected.Usable(Kind.IMAGE, 128, 96, new Range(0, 0), Patch.toneMappedQuarters()));
            add(
                    space + ".avif",
                    Clip.of(bright, "avif", "libaom-av1", "yuv420p10le")
                            .coloured(Planes.Matrix.BT2020, true, true)
                            .still(),
                    new Expected.Usable(Kind.IMAGE, 128, 96, new Range(0, 0), Patch.toneMappedQuarters()));
        }
    }
}
