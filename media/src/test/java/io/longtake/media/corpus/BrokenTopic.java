package io.longtake.media.corpus;

import io.longtake.media.MediaException.Reason;
import io.longtake.media.corpus.Edit.Append;
import io.longtake.media.corpus.Edit.CutAt;
import io.longtake.media.corpus.Edit.FlipAt;
import io.longtake.media.corpus.Edit.Overwrite;
import io.longtake.media.corpus.Edit.OverwriteAfter;
import io.longtake.media.corpus.Edit.WithoutLast;
import io.longtake.media.corpus.Edit.ZerosFrom;
import io.longtake.media.corpus.Expected.Either;
import io.longtake.media.corpus.Expected.Refused;
import io.longtake.media.corpus.Expected.Usable;
import io.longtake.media.corpus.Png.Chunk;
import java.util.EnumSet;

/** Files that are broken in known ways, that claim to be another format, or that aren't media files. */
final class BrokenTopic extends Topic {
    private static final String S420 = "2x2,1x1,1x1";
    private static final Picture RESTLESS = Picture.restless(320, 240);
    private static final Jpeg JPEG = Jpeg.of(RESTLESS, S420);
    private static final Png PNG = Png.rgb(RESTLESS);
    private static final Webp LOSSY = Webp.still(RESTLESS, Webp.Kind.LOSSY);
    private static final Webp LOSSLESS = Webp.still(RESTLESS, Webp.Kind.LOSSLESS);

    BrokenTopic() {
        cutStills();
        withoutEnd();
        cutClips();
        cutSounds();
        noMedia();
        headersAlone();
        damagedJpegs();
        damagedPngs();
        damagedOthers();
        lyingSounds();
    }

    /** Truncated stills always lack pixels. */
    private void cutStills() {
        for (int percent : new int[] {10, 50, 90, 99}) {
            String name = "cut-at-" + percent;
            add(name + ".jpg", JPEG.but(new CutAt(percent)), Expected.cutOff());
            add(
                    name + "-encoded.jpg",
                    JpegTopic.coded(RESTLESS, "yuvj420p").but(new CutAt(percent)),
                    Expected.cutOff());
            add(name + ".png", PNG.but(new CutAt(percent)), Expected.cutOff());
            add(name + "-interlaced.png", PNG.interlacing().but(new CutAt(percent)), Expected.cutOff());
            add(name + ".gif", Gif.still(Picture.quarters(320, 240)).but(new CutAt(percent)), Expected.cutOff());
            add(name + "-lossy.webp", LOSSY.but(new CutAt(percent)), Expected.cutOff());
            add(name + "-lossless.webp", LOSSLESS.but(new CutAt(percent)), Expected.cutOff());
            add(name + ".heic", Heif.hevc(RESTLESS).but(new CutAt(percent)), Expected.cutOff());
            add(name + ".avif", Heif.av1(RESTLESS).but(new CutAt(percent)), Expected.cutOff());
        }
        // Half of the file, with one scan per component: the colours are missing.
        add("cut-at-50-scans.jpg", JPEG.as(Jpeg.Coding.BASELINE_SCANS).but(new CutAt(50)), Expected.cutOff());
    }

    /** Only the end marker is missing. */
    private void withoutEnd() {
        Picture picture = Picture.quarters(321, 239);
        Expected near = Expected.still(picture, 3);
        Expected exact = Expected.still(picture, 1);
        for (Jpeg.Coding coding :
                new Jpeg.Coding[] {Jpeg.Coding.BASELINE, Jpeg.Coding.PROGRESSIVE, Jpeg.Coding.BASELINE_SCANS}) {
            add(
                    "without-end-" + coding + ".jpg",
                    Jpeg.of(picture, S420).as(coding).but(new WithoutLast(2)),
                    near);
        }
        add(
                "without-end-encoded.jpg",
                JpegTopic.coded(Picture.restless(321, 239), "yuvj420p").but(new WithoutLast(2)),
                Expected.still(picture, 5));
        add("half-an-end.jpg", Jpeg.of(picture, S420).but(new WithoutLast(1)), near);
        add("without-end.png", Png.rgb(picture).but(new WithoutLast(12)), exact);
        add("without-end-and-checksum.png", Png.rgb(picture).but(new WithoutLast(16)), exact);
        add("without-end-interlaced.png", Png.rgb(picture).interlacing().but(new WithoutLast(12)), exact);
        add(
                "without-end-and-zeros.jpg",
                Jpeg.of(picture, S420).but(new WithoutLast(2), new Append("00".repeat(500))),
                near);
        // The block after the pixels is missing.
        add(
                "without-end.webp",
                Webp.still(picture, Webp.Kind.LOSSY)
                        .but(
                                new Edit.WebpMetadata(321, 239, "", Exif.oriented(1) + "00".repeat(400)),
                                new WithoutLast(300)),
                Expected.still(picture, 6));
        // The first picture is complete, and no other is shown, but the file is cut off.
        add(
                "without-end-moving.gif",
                new Gif(picture, 3, false, false, false).but(new CutAt(80)),
                new Either(Expected.still(picture, 0), Expected.damaged()));
    }

    private void cutClips() {
        Clip clip =
                Clip.of(RESTLESS, "mp4", "libx264", "yuv420p").lasting(25, 2).coding("crf", "30");
        for (int percent : new int[] {10, 50, 90, 99}) {
            add("cut-at-" + percent + ".mp4", clip.but(new CutAt(percent)), Expected.cutOff());
            add(
                    "cut-at-" + percent + "-index-first.mp4",
                    clip.containing("movflags", "+faststart").but(new CutAt(percent)),
                    Expected.damaged());
        }
        for (int percent : new int[] {10, 50}) {
            Refused refused = Expected.damaged();
            // Players read these formats as far as they are complete; the headers also specify the intended length.
            Usable shorter = Expected.clip(320, 240, "RGBW", 40, 2080);
            Clip mkv = Clip.of(RESTLESS, "matroska", "libx264", "yuv420p")
                    .lasting(25, 2)
                    .coding("crf", "30");
            add("cut-at-" + percent + ".mkv", mkv.but(new CutAt(percent)), new Either(shorter, refused));
            Clip webm = Clip.of(RESTLESS, "webm", "libvpx-vp9", "yuv420p").lasting(25, 2);
            add("cut-at-" + percent + ".webm", webm.but(new CutAt(percent)), new Either(shorter, refused));
            Clip avi = Clip.of(RESTLESS, "avi", "mjpeg", "yuvj420p")
                    .coloured(Planes.Matrix.BT601, true, true)
                    .lasting(25, 2);
            add("cut-at-" + percent + ".avi", avi.but(new CutAt(percent)), new Either(shorter, refused));
            add(
                    "cut-at-" + percent + "-fragmented.mp4",
                    clip.containing("movflags", "+frag_keyframe+empty_moov").but(new CutAt(percent)),
                    new Either(shorter, refused));
        }
        // The header of the box after the media data is cut off.
        add(
                "four-bytes-of-an-index.mp4",
                clip.but(new Edit.WithoutBox("moov"), new Append("00000abc")),
                Expected.damaged());
        add("without-index.mp4", clip.but(new Edit.WithoutBox("moov")), Expected.damaged());
        add("without-media.mp4", clip.but(new Edit.WithoutBox("mdat")), Expected.damaged());
        add(
                "zeros-from-50-index-first.mp4",
                clip.containing("movflags", "+faststart").but(new ZerosFrom(50)),
                Expected.damaged());
        add("zeros-from-10.mp4", clip.but(new ZerosFrom(10)), Expected.damaged());
        // The picture that can't be decoded may be one that is not checked.
        add(
                "flipped-in-the-middle.mp4",
                clip.containing("movflags", "+faststart").but(new FlipAt(60, 40)),
                new Either(Expected.clip(320, 240, "....", 1960, 2080), Expected.damaged()));
        add("without-sample-sizes.mp4", clip.but(new OverwriteAfter("stsz", 8, "00000000")), Expected.damaged());
        add("samples-beyond-the-end.mp4", clip.but(new OverwriteAfter("stco", 8, "7fffff00")), Expected.damaged());
        add(
                "two-billion-samples.mp4",
                clip.but(new OverwriteAfter("stts", 8, "7fffffff")),
                new Either(Expected.clip(320, 240, "....", 40, Integer.MAX_VALUE), Expected.damaged()));
        add(
                "track-of-60000x60000.mp4",
                clip.but(new OverwriteAfter("avc1", 24, "ea60ea60")),
                new Either(
                        Expected.clip(320, 240, "RGBW", 1960, 2080),
                        new Refused(EnumSet.of(Reason.TOO_LARGE, Reason.DAMAGED), "")));
        add(
                "track-of-0x0.mp4",
                clip.but(new OverwriteAfter("avc1", 24, "00000000")),
                new Either(Expected.clip(320, 240, "RGBW", 1960, 2080), Expected.damaged()));
        add("unknown-codec.mp4", clip.but(new OverwriteAfter("stsd", 12, "7a7a7a7a")), Expected.unsupported());
    }

    private void cutSounds() {
        for (int percent : new int[] {10, 50, 90}) {
            // A stream of frames without a length is complete after every frame.
            Usable shorter = Expected.sound(percent * 15, percent * 20 + 150);
            add("cut-at-" + percent + ".mp3", mp3().but(new CutAt(percent)), new Either(shorter, Expected.damaged()));
            add(
                    "cut-at-" + percent + ".aac",
                    Sound.of("adts", "aac", 44_100, 2, 2).but(new CutAt(percent)),
                    new Either(shorter, Expected.damaged()));
            add(
                    "cut-at-" + percent + ".m4a",
                    Sound.of("ipod", "aac", 44_100, 2, 2).but(new CutAt(percent)),
                    Expected.damaged());
            // Players play the samples that a WAV contains.
            add(
                    "cut-at-" + percent + ".wav",
                    Wav.pcm(16, 2, 44_100).lasting(2).but(new CutAt(percent)),
                    new Either(Expected.sound(percent * 20 - 20, percent * 20 + 20), Expected.damaged()));
        }
        add(
                "cut-at-50-index-first.m4a",
                Sound.of("ipod", "aac", 44_100, 2, 2)
                        .containing("movflags", "+faststart")
                        .but(new CutAt(50)),
                Expected.damaged());
    }

    private static Sound mp3() {
        return Sound.of("mp3", "libmp3lame", 44_100, 2, 2);
    }

    private void noMedia() {
        add("empty.jpg", new Literal(""), Expected.damaged());
        add("empty.mp4", new Literal(""), Expected.damaged());
        add("one-byte.png", new Literal("\u0089"), Expected.unsupported());
        add("text.jpg", new Literal("Dear Ann,\nthe photos are in the other letter.\n"), Expected.unsupported());
        add(
                "page.png",
                new Literal("<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>\n"),
                Expected.unsupported());
        add("zeros.jpg", new Literal("\0".repeat(10_000)), Expected.unsupported());
        add("archive.jpg", new Literal("PK\3\4" + "\0".repeat(200)), Expected.unsupported());
        add("archive.mp4", new Literal("PK\3\4" + "\0".repeat(200)), Expected.unsupported());
        add(
                "letter.pdf",
                new Literal("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\n"),
                Expected.unsupported());
        add(
                "drawing.svg",
                new Literal("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
                Expected.unsupported());
        add("playlist.mp4", new Literal("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"), Expected.unsupported());
        add("list.mp4", new Literal("ffconcat version 1.0\nfile '/etc/passwd'\n"), Expected.unsupported());
        add("program.jpg", new Literal("\177ELF\2\1\1" + "\0".repeat(100)), Expected.unsupported());
        add(
                "bitmap.bmp",
                Clip.of(Picture.quarters(16, 16), "image2pipe", "bmp", "bgr24").still(),
                Expected.unsupported());
        add(
                "scan.tif",
                Clip.of(Picture.quarters(16, 16), "image2pipe", "tiff", "rgb24").still(),
                Expected.unsupported());
        add(
                "photo.jp2",
                Clip.of(Picture.quarters(64, 64), "image2pipe", "jpeg2000", "rgb24")
                        .still(),
                Expected.unsupported());
        add("film.mpg", Clip.of(Picture.quarters(64, 64), "mpeg", "mpeg2video", "yuv420p"), Expected.unsupported());
        add("film.flv", Clip.of(Picture.quarters(64, 64), "flv", "flv", "yuv420p"), Expected.unsupported());
        add("film.ts", Clip.of(Picture.quarters(64, 64), "mpegts", "libx264", "yuv420p"), Expected.unsupported());
        add("bytes-before.jpg", JPEG.but(new Edit.Prepend("0d0a")), Expected.unsupported());
    }

    private void headersAlone() {
        add("header.jpg", new Literal("\u00ff\u00d8\u00ff"), Expected.damaged());
        add("header-and-end.jpg", new Literal("\u00ff\u00d8\u00ff\u00d9"), Expected.damaged());
        add("header.png", new Literal("\u0089PNG\r\n\u001a\n"), Expected.damaged());
        add("header.gif", new Literal("GIF89a"), Expected.damaged());
        add("header.webp", new Literal("RIFF\4\0\0\0WEBP"), Expected.damaged());
        add("header.wav", new Literal("RIFF\4\0\0\0WAVE"), Expected.damaged());
        add("header.avi", new Literal("RIFF\4\0\0\0AVI "), Expected.damaged());
        add("header.mp4", new Literal("\0\0\0\20ftypisom\0\0\0\0"), Expected.damaged());
        add("header.heic", new Literal("\0\0\0\20ftypheic\0\0\0\0"), Expected.damaged());
        add("header.mkv", new Literal("\u001aE\u00df\u00a3"), Expected.damaged());
        add("header.mp3", new Literal("ID3\4\0\0\0\0\0\0"), Expected.damaged());
        add("header.aac", new Literal("\u00ff\u00f1P\u0080"), Expected.damaged());
        add(
                "text-behind-id3.mp3",
                new Literal("ID3\4\0\0\0\0\0\0" + "There is no music here. ".repeat(200)),
                Expected.damaged());
    }

    private void damagedJpegs() {
        Picture picture = Picture.quarters(320, 240);
        Jpeg plain = Jpeg.of(picture, S420);
        add(
                "two-frames.jpg",
                plain.but(new Edit.JpegSegment(0xc0, "080008000803012200021101031101")),
                Expected.damaged());
        add("without-quantisation.jpg", plain.but(new Edit.WithoutJpegSegment(0xdb)), Expected.damaged());
        // Some readers supply the default tables of motion JPEG.
        add(
                "without-huffman.jpg",
                plain.but(new Edit.WithoutJpegSegment(0xc4)),
                new Either(Expected.still(320, 240, "....", 0), Expected.damaged()));
        add("without-frame.jpg", plain.but(new Edit.WithoutJpegSegment(0xc0)), Expected.damaged());
        add(
                "height-0.jpg",
                new Jpeg(
                                new Picture(320, 65536, Picture.Paint.ORANGE, Space.SRGB),
                                Jpeg.Model.YCC,
                                S420,
                                Jpeg.Coding.BASELINE,
                                0,
                                "")
                        .but(new CutAt(5)),
                new Refused(EnumSet.of(Reason.DAMAGED, Reason.UNSUPPORTED), ""));
        // Errors in a scan can't always be distinguished from unusual content: libjpeg warns and continues.
        add(
                "flipped-in-the-middle.jpg",
                JPEG.but(new FlipAt(50, 20)),
                new Either(Expected.still(320, 240, "R...", 5), Expected.damaged()));
        add(
                "zeros-from-50.jpg",
                JPEG.but(new ZerosFrom(50)),
                new Either(Expected.still(320, 240, "RG..", 5), Expected.damaged()));
        add(
                "segment-beyond-the-end.jpg",
                plain.but(new Edit.JpegSegment(0xe5, ""), new Overwrite(4, "ffff")),
                Expected.damaged());
        add("sampling-0.jpg", plain.but(new OverwriteAfter("\u00ff\u00c0", 9, "00")), Expected.damaged());
        // The standard allows these, but few readers support them.
        Refused odd = new Refused(EnumSet.of(Reason.DAMAGED, Reason.UNSUPPORTED), "can't be|not ");
        add("sampling-3x1-2x1.jpg", Jpeg.of(picture, "3x1,2x1,1x1"), new Either(Expected.still(picture, 3), odd));
        add("sampling-1x1-2x2.jpg", Jpeg.of(picture, "1x1,2x2,2x2"), new Either(Expected.still(picture, 3), odd));
        add("sampling-5x5.jpg", plain.but(new OverwriteAfter("\u00ff\u00c0", 9, "55")), Expected.damaged());
        add(
                "two-components.jpg",
                new Jpeg(picture, Jpeg.Model.YCC, "1x1,1x1", Jpeg.Coding.BASELINE, 0, ""),
                new Either(
                        Expected.still(320, 240, "....", 0),
                        new Refused(EnumSet.of(Reason.DAMAGED, Reason.UNSUPPORTED), "")));
    }

    private void damagedPngs() {
        Picture picture = Picture.quarters(64, 48);
        Png plain = Png.rgb(picture);
        Expected seen = Expected.still(picture, 1);
        // libpng, and therefore every browser, rejects a wrong checksum of a critical chunk and skips an ancillary
        // chunk with one. A reader that checks only the checksum of the packed pixels is also correct as long as the
        // pixels are.
        Either lenient = new Either(Expected.still(picture, 1), Expected.damaged());
        add("checksum-of-header.png", plain.but(new Overwrite(29, "00000000")), lenient);
        add("checksum-of-pixels.png", plain.but(new Overwrite(-16, "00000000")), lenient);
        add(
                "checksum-of-text.png",
                plain.with(Chunk.text("tEXt", "Comment\0hello")).but(new OverwriteAfter("hello", 0, "00000000")),
                seen);
        add("checksum-of-end.png", plain.but(new Overwrite(-4, "00000000")), seen);
        add("flipped-in-pixels.png", PNG.but(new FlipAt(50, 8)), Expected.damaged());
        add("zeros-from-50.png", PNG.but(new ZerosFrom(50)), Expected.damaged());
        add("size-0x48.png", PngHeader.claiming(0, 48), Expected.damaged());
        add(
                "size-negative.png",
                PngHeader.claiming(-5, 48),
                new Refused(EnumSet.of(Reason.DAMAGED, Reason.TOO_LARGE), ""));
        add("depth-3.png", plain.but(new Overwrite(24, "03")), Expected.damaged());
        add(
                "palette-missing.png",
                Png.of(picture, Png.Type.PALETTE, 2).but(new OverwriteAfter("PLT", -3, "707064")),
                Expected.damaged());
        add("more-rows-than-pixels.png", PngHeader.of(picture, 64, 480), Expected.damaged());
        add("chunk-beyond-the-end.png", plain.but(new OverwriteAfter("IDAT", -8, "7fffffff")), Expected.damaged());
    }

    private void damagedOthers() {
        Picture picture = Picture.quarters(64, 48);
        add(
                "flipped-in-pixels.webp",
                LOSSLESS.but(new FlipAt(50, 8)),
                new Either(Expected.still(320, 240, "....", 0), Expected.damaged()));
        add(
                "zeros-from-50.webp",
                LOSSLESS.but(new ZerosFrom(50)),
                new Either(Expected.still(320, 240, "....", 0), Expected.damaged()));
        add(
                "zeros-from-50-lossy.webp",
                LOSSY.but(new ZerosFrom(50)),
                new Either(Expected.still(320, 240, "....", 0), Expected.damaged()));
        add(
                "size-too-small.webp",
                Webp.still(picture, Webp.Kind.LOSSY).but(new Overwrite(4, "04000000")),
                new Either(Expected.still(picture, 6), Expected.damaged()));
        add(
                "flipped-in-pixels.gif",
                Gif.still(picture).but(new FlipAt(50, 8)),
                new Either(Expected.still(64, 48, "....", 0), Expected.damaged()));
        add("zeros-from-50.gif", Gif.still(picture).but(new ZerosFrom(50)), Expected.damaged());
        add(
                "without-pixels.gif",
                Gif.still(picture).but(new Overwrite(-2, "3b3b"), new CutAt(7), new Append("3b")),
                Expected.damaged());
        add(
                "without-configuration.heic",
                Heif.hevc(picture.sized(64, 64)).but(new OverwriteAfter("hvc", 0, "58")),
                new Refused(EnumSet.of(Reason.DAMAGED, Reason.UNSUPPORTED), ""));
        add(
                "without-primary.heic",
                Heif.hevc(picture.sized(64, 64)).but(new OverwriteAfter("pitm", 4, "0063")),
                new Either(Expected.still(64, 64, "RGBW", 6), Expected.damaged()));
        // The decoder accepts zeros as coded data; libheif shows the result.
        add(
                "zeros-from-50.heic",
                Heif.hevc(RESTLESS).but(new ZerosFrom(50)),
                new Either(Expected.still(320, 240, "RG..", 5), Expected.damaged()));
        add(
                "grid-without-a-tile.heic",
                Heif.hevc(Picture.quarters(128, 128)).tiled(64).but(new OverwriteAfter("dimg", 8, "0063")),
                Expected.damaged());
        add("garbage.avi", Clip.of(picture, "avi", "mjpeg", "yuvj420p").but(new FlipAt(0, 4)), Expected.unsupported());
        add(
                "flipped-header.mkv",
                Clip.of(picture, "matroska", "libx264", "yuv420p").but(new FlipAt(5, 60)),
                new Either(Expected.clip(picture), Expected.damaged()));
    }

    private void lyingSounds() {
        Wav wav = Wav.pcm(16, 2, 44_100);
        // A recorder that writes to a pipe doesn't know the length; players use the samples that are present.
        add("claims-4-gigabytes.wav", wav.claiming(0xffffffffL), Expected.sound(990, 1010));
        add(
                "claims-twice-as-much.wav",
                wav.claiming(352_800),
                new Either(Expected.sound(990, 1010), Expected.damaged()));
        add("claims-half.wav", wav.claiming(88_200), Expected.sound(490, 510));
        add("claims-nothing.wav", wav.claiming(0), new Either(Expected.sound(990, 1010), Expected.damaged()));
        add("of-no-length.wav", wav.lasting(0), Expected.damaged());
        add("rate-0.wav", Wav.pcm(16, 2, 0).but(new Append("00".repeat(1000))), Expected.damaged());
        add(
                "channels-0.wav",
                new Wav(1, 16, 0, 44_100, 1, false, 1000).but(new Append("00".repeat(1000))),
                Expected.damaged());
        add("unknown-code.wav", new Wav(0x7777, 16, 2, 44_100, 1, false, -1), Expected.unsupported());
        add(
                "of-no-length.m4a",
                Sound.of("ipod", "aac", 44_100, 2, 0),
                new Refused(EnumSet.of(Reason.DAMAGED, Reason.UNSUPPORTED), "no |neither|empty"));
        add("flipped-in-the-middle.mp3", mp3().but(new FlipAt(50, 300)), Expected.sound(1800, 2150));
    }
}
