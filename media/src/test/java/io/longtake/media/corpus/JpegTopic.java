package io.longtake.media.corpus;

import io.longtake.media.corpus.Jpeg.Coding;
import io.longtake.media.corpus.Jpeg.Model;
import java.util.List;

/** JPEG: sampling, sizes, coding processes, colour models, Exif. */
final class JpegTopic extends Topic {
    private static final String S420 = "2x2,1x1,1x1";
    private static final String S444 = "1x1,1x1,1x1";

    /** 8-bit YCbCr changes colours by at most two levels. */
    private static final int NEAR = 3;

    JpegTopic() {
        sampling();
        sizes();
        processes();
        models();
        encoded();
        exif();
        density();
        more();
    }

    private void sampling() {
        for (String sampling : Jpeg.SAMPLINGS) {
            for (int[] size : new int[][] {{128, 96}, {121, 93}, {121, 92}, {120, 93}}) {
                Picture picture = Picture.quarters(size[0], size[1]);
                add(
                        "sampling-" + sampling.replace(',', '-') + "-" + size[0] + "x" + size[1] + ".jpg",
                        Jpeg.of(picture, sampling),
                        Expected.still(picture, NEAR));
            }
        }
    }

    private void sizes() {
        for (String sampling : List.of(S444, "2x1,1x1,1x1", S420, "4x1,1x1,1x1")) {
            for (int[] size : new int[][] {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {3, 5}}) {
                Picture picture = Picture.orange(size[0], size[1]);
                add(
                        "tiny-" + sampling.replace(',', '-') + "-" + size[0] + "x" + size[1] + ".jpg",
                        Jpeg.of(picture, sampling),
                        Expected.still(picture, NEAR));
            }
        }
        for (int[] size : new int[][] {{1601, 900}, {1201, 801}, {1999, 1333}}) {
            Picture picture = Picture.quarters(size[0], size[1]);
            add("photo-" + size[0] + "x" + size[1] + ".jpg", Jpeg.of(picture, S420), Expected.still(picture, NEAR));
        }
        for (int[] size : new int[][] {{3, 2001}, {2001, 3}, {1, 6000}}) {
            Picture picture = Picture.orange(size[0], size[1]);
            add("sliver-" + size[0] + "x" + size[1] + ".jpg", Jpeg.of(picture, S420), Expected.still(picture, NEAR));
        }
    }

    private void processes() {
        Picture odd = Picture.quarters(201, 151);
        for (Coding coding : List.of(Coding.PROGRESSIVE, Coding.BASELINE_SCANS)) {
            for (String sampling : List.of(S420, S444, "2x1,1x1,1x1", "1x2,1x1,1x1")) {
                add(
                        "process-" + coding + "-" + sampling.replace(',', '-') + ".jpg",
                        Jpeg.of(odd, sampling).as(coding),
                        Expected.still(odd, NEAR));
            }
        }
        add("process-grey-progressive.jpg", Jpeg.grey(Picture.greys(99, 77)).as(Coding.PROGRESSIVE), greys(99, 77));
        add("restart-1.jpg", Jpeg.of(odd, S420).restartingEvery(1), Expected.still(odd, NEAR));
        add("restart-5.jpg", Jpeg.of(odd, S420).restartingEvery(5), Expected.still(odd, NEAR));
        // Browsers support neither of these two. Both files are complete, so a refusal must name the format as the
        // reason.
        add(
                "process-12-bit.jpg",
                Jpeg.of(odd, S444).as(Coding.TWELVE_BIT),
                new Expected.Either(Expected.still(odd, NEAR), Expected.unsupported()));
        add("process-arithmetic.jpg", new Fixture("/corpus/arithmetic.jpg"), Expected.unsupported());
    }

    private static Expected greys(int width, int height) {
        return Expected.still(width, height, "KDLW", 2);
    }

    private void models() {
        add("grey-even.jpg", Jpeg.grey(Picture.greys(64, 48)), greys(64, 48));
        add("grey-odd.jpg", Jpeg.grey(Picture.greys(63, 47)), greys(63, 47));
        for (int[] size : new int[][] {{96, 64}, {95, 63}}) {
            Picture picture = Picture.quarters(size[0], size[1]);
            String name = "-" + size[0] + "x" + size[1] + ".jpg";
            Jpeg plain = Jpeg.of(picture, S444);
            add("rgb" + name, plain.as(Model.RGB, S444), Expected.still(picture, NEAR));
            add("cmyk" + name, plain.as(Model.CMYK, "1x1,1x1,1x1,1x1"), Expected.still(picture, NEAR));
            add("cmyk-black" + name, plain.as(Model.CMYK_BLACK, "1x1,1x1,1x1,1x1"), Expected.still(picture, NEAR));
            add("ycck" + name, plain.as(Model.YCCK, "1x1,1x1,1x1,1x1"), Expected.still(picture, NEAR));
            add("ycck-420" + name, plain.as(Model.YCCK, "2x2,1x1,1x1,2x2"), Expected.still(picture, NEAR));
        }
        Picture picture = Picture.quarters(96, 64);
        // Without Adobe's marker the standard defines ink as not inverted, but most readers assume that it is inverted.
        add(
                "cmyk-without-adobe.jpg",
                Jpeg.of(picture, S444).as(Model.CMYK_PLAIN, "1x1,1x1,1x1,1x1"),
                Expected.still(96, 64, "....", 0));
        add("cmyk-imagemagick.jpg", new Fixture("/stills/cmyk.jpg"), Expected.still(128, 64, "RGBW", 8));
    }

    /** Pictures from an encoder, with AC coefficients in their blocks. */
    private void encoded() {
        for (String format : List.of("yuvj420p", "yuvj422p", "yuvj444p")) {
            for (int[] size : new int[][] {{160, 120}, {161, 121}}) {
                Picture picture = Picture.restless(size[0], size[1]);
                add(
                        "encoded-" + format + "-" + size[0] + "x" + size[1] + ".jpg",
                        coded(picture, format),
                        Expected.still(picture, 5));
            }
        }
        add("encoded-progressive.jpg", new Fixture("/corpus/progressive.jpg"), Expected.still(127, 95, "RGBW", 5));
    }

    static Clip coded(Picture picture, String format) {
        return Clip.of(picture, "mjpeg", "mjpeg", format)
                .coloured(Planes.Matrix.BT601, true, true)
                .still();
    }

    private void exif() {
        Picture picture = Picture.quarters(129, 65);
        Jpeg plain = Jpeg.of(picture, S420);
        for (int orientation = 1; orientation <= 8; orientation++) {
            add(
                    "exif-" + orientation + ".jpg",
                    plain.but(Edit.JpegSegment.exif(Exif.oriented(orientation))),
                    seen(orientation));
        }
        add("exif-little-endian-6.jpg", plain.but(Edit.JpegSegment.exif(Exif.littleEndian(6))), seen(6));
        add("exif-little-endian-8.jpg", plain.but(Edit.JpegSegment.exif(Exif.littleEndian(8))), seen(8));
        // Values other than 1 to 8, unreadable Exif and values of the thumbnail are ignored.
        add("exif-0.jpg", plain.but(Edit.JpegSegment.exif(Exif.oriented(0))), seen(1));
        add("exif-9.jpg", plain.but(Edit.JpegSegment.exif(Exif.oriented(9))), seen(1));
        add("exif-of-the-thumbnail.jpg", plain.but(Edit.JpegSegment.exif(Exif.orientedThumbnail(6))), seen(1));
        // libav ignores such a directory completely: the picture is shown as stored.
        add("exif-lists-that-overlap.jpg", plain.but(Edit.JpegSegment.exif(Exif.listsThatOverlap(6))), seen(1));
        add("exif-cut.jpg", plain.but(Edit.JpegSegment.exif(Exif.cut())), seen(1));
        add(
                "exif-6-progressive.jpg",
                plain.as(Coding.PROGRESSIVE).but(Edit.JpegSegment.exif(Exif.oriented(6))),
                seen(6));
        add(
                "exif-6-cmyk.jpg",
                plain.as(Model.CMYK, "1x1,1x1,1x1,1x1").but(Edit.JpegSegment.exif(Exif.oriented(6))),
                seen(6));
        // Browsers and exiftool's "Orientation" ignore the orientation in XMP.
        add(
                "xmp-6.jpg",
                plain.but(new Edit.JpegSegment(
                        0xe1,
                        new ByteWriter()
                                .text("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                                        + "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
                                        + "xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\" tiff:Orientation=\"6\"/>"
                                        + "</rdf:RDF></x:xmpmeta>")
                                .toHex())),
                seen(1));
    }

    private static Expected seen(int orientation) {
        return Expected.still(orientation < 5 ? 129 : 65, orientation < 5 ? 65 : 129, turned(orientation), NEAR);
    }

    /** Browsers show the pixels of a JPEG as square, regardless of the density or aspect ratio in its header. */
    private void density() {
        Picture picture = Picture.quarters(64, 48);
        for (String density : List.of("0:2:1", "0:1:2", "1:72:144", "1:300:300", "2:0:0")) {
            add(
                    "density-" + density.replace(':', '-') + ".jpg",
                    Jpeg.of(picture, S444).withDensity(density),
                    Expected.still(picture, NEAR));
        }
        add("without-jfif.jpg", Jpeg.of(picture, S444).withDensity(""), Expected.still(picture, NEAR));
    }

    private void more() {
        Picture picture = Picture.quarters(80, 60);
        Jpeg plain = Jpeg.of(picture, S420);
        Expected seen = Expected.still(picture, NEAR);
        add("called.png", plain, seen);
        add("without-a-name-ending", plain, seen);
        add("Ünïcödé ☃ 照片.jpg", plain, seen);
        add("garbage-behind.jpg", plain.but(new Edit.Append("00ff0102030405ffd8ff")), seen);
        add("zeros-behind.jpg", plain.but(new Edit.Append("00".repeat(5000))), seen);
        add("second-picture-behind.jpg", plain.but(new Edit.AppendFile(Jpeg.of(Picture.orange(200, 100), S420))), seen);
        add(
                "motion-photo.jpg",
                plain.but(new Edit.AppendFile(Clip.of(Picture.quarters(64, 48), "mp4", "libx264", "yuv420p"))),
                seen);
        add("long-comment.jpg", plain.but(new Edit.JpegSegment(0xfe, "61".repeat(60_000))), seen);
        add("long-exif.jpg", plain.but(Edit.JpegSegment.exif(Exif.oriented(1) + "00".repeat(60_000))), seen);
    }
}
