package io.longtake.studio.upload;

import io.longtake.studio.editor.MediaItem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The contract's formats, told by how a file begins: names lie. */
enum Format {
    JPG(Kind.IMAGE, "jpeg_pipe"),
    PNG(Kind.IMAGE, "png_pipe"),
    GIF(Kind.IMAGE, "gif"),
    WEBP(Kind.IMAGE, "webp_pipe"),
    MP4(Kind.VIDEO, "mov"),
    MOV(Kind.VIDEO, "mov"),
    AVI(Kind.VIDEO, "avi"),
    WEBM(Kind.VIDEO, "matroska"),
    MKV(Kind.VIDEO, "matroska"),
    MP3(Kind.AUDIO, "mp3"),
    WAV(Kind.AUDIO, "wav"),
    M4A(Kind.AUDIO, "mov"),
    AAC(Kind.AUDIO, "aac");

    /** How the contract lists them. */
    static final String LIST = "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac";

    /** How many bytes {@link #of} wants to see. */
    static final int HEAD_BYTES = 64;

    private final Kind kind;
    private final String demuxer;

    Format(Kind kind, String demuxer) {
        this.kind = kind;
        this.demuxer = demuxer;
    }

    Kind kind() {
        return kind;
    }

    /** libav's name for the reader; forced, so that a playlist in disguise is not followed. */
    String demuxer() {
        return demuxer;
    }

    static Optional<Format> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPG);
        } else if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        } else if (text.startsWith("RIFF") && text.length() >= 12) {
            return riff(text.substring(8, 12));
        } else if (text.startsWith("ftyp", 4) && text.length() >= 12) {
            return isoMedia(text.substring(8, 12));
        } else if (text.startsWith("\u001aE\u00df\u00a3")) {
            return Optional.of(text.contains("webm") ? WEBM : MKV);
        }
        return sound(text);
    }

    private static Optional<Format> riff(String form) {
        return switch (form) {
            case "WEBP" -> Optional.of(WEBP);
            case "AVI " -> Optional.of(AVI);
            case "WAVE" -> Optional.of(WAV);
            default -> Optional.empty();
        };
    }

    /** HEIC and AVIF are of this family too, and not in the contract. */
    private static Optional<Format> isoMedia(String brand) {
        return switch (brand) {
            case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis" -> Optional.empty();
            case "qt  " -> Optional.of(MOV);
            case "M4A ", "M4B " -> Optional.of(M4A);
            default -> Optional.of(MP4);
        };
    }

    private static Optional<Format> sound(String text) {
        if (text.startsWith("ID3")) {
            return Optional.of(MP3);
        }
        if (text.length() < 2 || text.charAt(0) != 0xff) {
            return Optional.empty();
        }
        int second = text.charAt(1);
        if ((second & 0xf6) == 0xf0) {
            return Optional.of(AAC);
        }
        return (second & 0xe0) == 0xe0 && (second & 0x06) != 0 ? Optional.of(MP3) : Optional.empty();
    }
}
