package io.longtake.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The supported formats. They are detected by their first bytes, never by the file name. Each is opened with its own
 * demuxer, so that a name or a header cannot select another one.
 */
public enum MediaFormat {
    JPEG(Kind.IMAGE, "jpeg_pipe"),
    PNG(Kind.IMAGE, "png_pipe"),
    GIF(Kind.IMAGE, "gif"),
    WEBP(Kind.IMAGE, "webp_pipe"),
    /** HEIF with HEVC or AV1 content. */
    HEIC(Kind.IMAGE, "mov"),
    MP4(Kind.VIDEO, "mov"),
    AVI(Kind.VIDEO, "avi"),
    MATROSKA(Kind.VIDEO, "matroska"),
    MP3(Kind.AUDIO, "mp3"),
    WAV(Kind.AUDIO, "wav"),
    AAC(Kind.AUDIO, "aac");

    /** The kind of medium. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO
    }

    private static final int HEAD = 4096;
    private static final Set<String> STILL_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");

    private final Kind kind;
    private final String demuxer;

    MediaFormat(Kind kind, String demuxer) {
        this.kind = kind;
        this.demuxer = demuxer;
    }

    /** The kind according to the first bytes. An MP4 without video counts as video here, although it is sound. */
    public Kind kind() {
        return kind;
    }

    /** The name of the demuxer in libav. */
    public String demuxer() {
        return demuxer;
    }

    public static Optional<MediaFormat> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(HEAD));
        }
    }

    static Optional<MediaFormat> of(byte[] head) {
        if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (starts(head, 0, "GIF87a") || starts(head, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (starts(head, 0, "RIFF")) {
            return riff(head);
        }
        if (starts(head, 4, "ftyp")) {
            return Optional.of(isStillBrand(head) ? HEIC : MP4);
        }
        if (starts(head, 4, "moov") || starts(head, 4, "mdat") || starts(head, 4, "wide")) {
            return Optional.of(MP4);
        }
        if (starts(head, 0, "\u001aE\u00df\u00a3")) {
            return Optional.of(MATROSKA);
        }
        return sound(head);
    }

    private static Optional<MediaFormat> riff(byte[] head) {
        if (starts(head, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (starts(head, 8, "AVI ")) {
            return Optional.of(AVI);
        }
        return starts(head, 8, "WAVE") ? Optional.of(WAV) : Optional.empty();
    }

    private static Optional<MediaFormat> sound(byte[] head) {
        if (starts(head, 0, "ID3")) {
            return Optional.of(MP3);
        }
        if (head.length < 4 || (head[0] & 0xff) != 0xff || (head[1] & 0xe0) != 0xe0) {
            return Optional.empty();
        }
        // Two bits of an MPEG audio header give the layer; zero means ADTS, which is AAC.
        boolean layered = (head[1] & 0x06) != 0;
        return Optional.of(layered ? MP3 : AAC);
    }

    private static boolean isStillBrand(byte[] head) {
        return head.length >= 12
                && STILL_BRANDS.contains(new String(head, 8, 4, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    private static boolean starts(byte[] head, int at, String signature) {
        byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
        if (head.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (head[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
