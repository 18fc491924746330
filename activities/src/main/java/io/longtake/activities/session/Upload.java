package io.longtake.activities.session;

import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.http.UploadFile;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A stored file in a form that backends accept. Closing removes temporary files made for the upload. */
final class Upload implements AutoCloseable {
    private final UploadFile file;
    private final boolean temporary;

    private Upload(UploadFile file, boolean temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    static Upload of(MediaRef source, MediaStore store, PhotoConversion conversion) throws IOException {
        Path bytes = store.path(source);
        if (!isHeic(source)) {
            return new Upload(new UploadFile(named(source), source.contentType(), bytes), false);
        }
        Path jpeg = Files.createTempFile("longtake-photo", ".jpg");
        try {
            conversion.toJpeg(bytes, jpeg);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(jpeg);
            throw e;
        }
        return new Upload(new UploadFile(stem(source.name()) + ".jpg", "image/jpeg", jpeg), true);
    }

    /** The name under which the backend lists the file. */
    static String listedName(MediaRef source) {
        return isHeic(source) ? stem(source.name()) + ".jpg" : named(source);
    }

    UploadFile file() {
        return file;
    }

    long bytes() throws IOException {
        return Files.size(file.file());
    }

    /**
     * The name for the upload. Backends determine the type by the extension, so a file whose extension does not match its content
     * gets the right one.
     */
    private static String named(MediaRef source) {
        List<String> endings = endings(source.contentType());
        String name = source.name().replace('/', '_').replace('\\', '_');
        String lower = name.toLowerCase(Locale.ROOT);
        return endings.isEmpty() || endings.stream().anyMatch(ending -> lower.endsWith("." + ending))
                ? name
                : stem(name) + "." + endings.get(0);
    }

    private static boolean isHeic(MediaRef source) {
        String type = source.contentType();
        return type.startsWith("image/heic") || type.startsWith("image/heif");
    }

    /** The extensions that the contract lists for a type. The first one is used for a file that has none of them. */
    private static List<String> endings(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> List.of("jpg", "jpeg");
            case "image/png" -> List.of("png");
            case "image/gif" -> List.of("gif");
            case "image/webp" -> List.of("webp");
            case "video/mp4" -> List.of("mp4", "mov");
            case "video/quicktime" -> List.of("mov", "mp4");
            case "video/x-msvideo" -> List.of("avi");
            case "video/webm", "audio/webm" -> List.of("webm", "mkv");
            case "video/x-matroska", "audio/x-matroska" -> List.of("mkv", "webm");
            case "audio/mpeg" -> List.of("mp3");
            case "audio/wav" -> List.of("wav");
            case "audio/mp4" -> List.of("m4a");
            case "audio/aac" -> List.of("aac");
            default -> List.of();
        };
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file.file());
        }
    }
}
