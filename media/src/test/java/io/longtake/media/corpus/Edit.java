package io.longtake.media.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** One change to a file's bytes. */
public sealed interface Edit {
    byte[] apply(byte[] file);

    /** Keeps the first part of the file. */
    record CutAt(int percent) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            return Arrays.copyOf(file, (int) ((long) file.length * percent / 100));
        }
    }

    /** Removes bytes from the end. */
    record WithoutLast(int bytes) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            return Arrays.copyOf(file, file.length - bytes);
        }
    }

    /** Adds bytes at the end. */
    record Append(String hex) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            return new ByteWriter().bytes(file).hex(hex).toBytes();
        }
    }

    /** Adds another file at the end. */
    record AppendFile(Recipe other) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            try {
                return new ByteWriter().bytes(file).bytes(other.bytes()).toBytes();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Inserts bytes before the file. */
    record Prepend(String hex) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            return new ByteWriter().hex(hex).bytes(file).toBytes();
        }
    }

    /** Overwrites bytes; a negative position counts from the end. */
    record Overwrite(int at, String hex) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            byte[] result = file.clone();
            byte[] put = HexFormat.of().parseHex(hex);
            System.arraycopy(put, 0, result, at < 0 ? file.length + at : at, put.length);
            return result;
        }
    }

    /** Overwrites bytes at a distance after the first occurrence of a text. */
    record OverwriteAfter(String text, int distance, String hex) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            return new Overwrite(index(file, text) + text.length() + distance, hex).apply(file);
        }
    }

    /** Inverts all bits of some bytes, starting at a position in the file. */
    record FlipAt(int percent, int count) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            byte[] result = file.clone();
            int start = (int) ((long) file.length * percent / 100);
            for (int i = start; i < Math.min(file.length, start + count); i++) {
                result[i] ^= (byte) 0xff;
            }
            return result;
        }
    }

    /** Overwrites the rest of the file with zeros. */
    record ZerosFrom(int percent) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            byte[] result = file.clone();
            Arrays.fill(result, (int) ((long) file.length * percent / 100), file.length, (byte) 0);
            return result;
        }
    }

    /** Inserts a marker segment after JPEG's start of image. */
    record JpegSegment(int marker, String hex) implements Edit {
        public static JpegSegment exif(String tiffHex) {
            return new JpegSegment(0xe1, "457869660000" + tiffHex);
        }

        static JpegSegment icc(String profileHex) {
            return new JpegSegment(
                    0xe2,
                    new ByteWriter()
                            .text("ICC_PROFILE\0")
                            .hex("0101")
                            .hex(profileHex)
                            .toHex());
        }

        @Override
        public byte[] apply(byte[] file) {
            byte[] content = HexFormat.of().parseHex(hex);
            return new ByteWriter()
                    .bytes(Arrays.copyOf(file, 2))
                    .u16(0xff00 | marker)
                    .u16(content.length + 2)
                    .bytes(content)
                    .bytes(Arrays.copyOfRange(file, 2, file.length))
                    .toBytes();
        }
    }

    /** Removes the segments of one kind from a JPEG; scans are kept. */
    record WithoutJpegSegment(int marker) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            ByteWriter out = new ByteWriter().bytes(Arrays.copyOf(file, 2));
            int at = 2;
            while ((file[at + 1] & 0xff) != 0xda) {
                int length = 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
                if ((file[at + 1] & 0xff) != marker) {
                    out.bytes(Arrays.copyOfRange(file, at, at + length));
                }
                at += length;
            }
            return out.bytes(Arrays.copyOfRange(file, at, file.length)).toBytes();
        }
    }

    /** Adds metadata to a WebP: an extended header if there was none, and the blocks in their places. */
    record WebpMetadata(int width, int height, String iccHex, String exifHex) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            boolean extended = new String(file, 12, 4, StandardCharsets.ISO_8859_1).equals("VP8X");
            int flags = (extended ? file[20] : 0) | (iccHex.isEmpty() ? 0 : 0x20) | (exifHex.isEmpty() ? 0 : 0x08);
            ByteWriter body = new ByteWriter().text("WEBPVP8X").le32(10).le32(flags);
            body.le24(width - 1).le24(height - 1);
            chunk(body, "ICCP", iccHex);
            body.bytes(Arrays.copyOfRange(file, extended ? 30 : 12, file.length));
            chunk(body, "EXIF", exifHex);
            return new ByteWriter()
                    .text("RIFF")
                    .le32(body.size())
                    .bytes(body.toBytes())
                    .toBytes();
        }

        private static void chunk(ByteWriter out, String name, String hex) {
            byte[] content = HexFormat.of().parseHex(hex);
            if (content.length > 0) {
                out.text(name).le32(content.length).bytes(content).zeros(content.length & 1);
            }
        }
    }

    /** Removes one box with its content. The lengths of enclosing boxes are not adjusted. */
    record WithoutBox(String name) implements Edit {
        @Override
        public byte[] apply(byte[] file) {
            int start = Boxes.find(file, name);
            int end = start + Boxes.size(file, start);
            return new ByteWriter()
                    .bytes(Arrays.copyOf(file, start))
                    .bytes(Arrays.copyOfRange(file, end, file.length))
                    .toBytes();
        }
    }

    private static int index(byte[] file, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + wanted.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("the file has no " + text);
    }
}
