package io.longtake.cli.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Common file formats that no backend accepts, with advice for each. */
enum ForeignFormat {
    TIFF("is a TIFF image", "save it as JPEG or PNG", "II*\0", "MM\0*"),
    BMP("is a BMP image", "save it as PNG", "BM"),
    PHOTOSHOP("is a Photoshop document", "export it as PNG or JPEG", "8BPS"),
    PDF("is a PDF document", "export its pages as PNG or JPEG", "%PDF"),
    SVG("is an SVG drawing", "export it as PNG", "<svg"),
    WEB_PAGE("is a web page", "download the image itself", "<!doctype html", "<html"),
    ARCHIVE(
            "is an archive or an office document",
            "unpack it, and specify the files in it",
            "PK\3\4",
            "Rar!",
            "7z\u00bc\u00af"),
    OGG("is an Ogg file", "convert it to MP3, M4A or MP4", "OggS"),
    FLAC("is a FLAC audio file", "convert it to MP3, M4A or WAV", "fLaC"),
    WINDOWS_MEDIA("is a Windows Media file", "convert it to MP4 or MP3", "0&\u00b2u"),
    FLASH("is a Flash video", "convert it to MP4", "FLV\1"),
    TEXT("is text, not an image, video or audio file", "supported: " + ForeignFormat.TAKEN),
    OTHER("is not a readable image, video or audio file", "supported: " + ForeignFormat.TAKEN);

    private static final String TAKEN =
            "jpg, png, webp, gif and heic images; mp4, mov, avi, webm and mkv videos; mp3, wav, m4a and aac audio";
    private static final int HEAD_BYTES = 1024;

    private final String is;
    private final String advice;

    @SuppressWarnings("ImmutableEnumChecker") // created by List.of
    private final List<String> beginnings;

    ForeignFormat(String is, String advice, String... beginnings) {
        this.is = is;
        this.advice = advice;
        this.beginnings = List.of(beginnings);
    }

    static ForeignFormat of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        boolean text = isText(head);
        // Markup may start with a byte order mark, whitespace, an XML declaration or a comment.
        var begin = new String(head, text ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        var markup = begin.replaceFirst("^(?:[\\s\\ufeff]|<\\?.*?\\?>|<!--(?s:.*?)-->)*", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one.beginnings.stream()
                        .anyMatch(first -> begin.startsWith(first) || (text && markup.startsWith(first))))
                .findFirst()
                .orElse(text ? TEXT : OTHER);
    }

    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t' && one != '\f') {
                return false;
            }
        }
        var decoded = CharBuffer.allocate(head.length);
        // endOfInput is false, because the last character may be truncated.
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), decoded, false)
                .isError();
    }

    Refusal refusal(String file) {
        return Refusal.unusable(file, is, advice);
    }
}
