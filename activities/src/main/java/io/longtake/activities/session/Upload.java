package io.longtake.activities.session;

import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.UploadFile;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A stored file in the form in which backends take it. Closing removes what was made for the upload. */
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

    /** The name under which the backend will list it. */
    static String listedName(MediaRef source) {
        return isHeic(source) ? stem(source.name()) + ".jpg" : named(source);
    }

    UploadFile file() {
        return file;
    }

    long bytes() throws IOException {
        return Files.size(file.file());
    }

    /** Backends go by the ending; a file without the right one gets it from its content. */
    private static String named(MediaRef source) {
        String ending = ending(source.contentType());
        String name = source.name().replace('/', '_').replace('\\', '_');
        boolean fits = ending.isEmpty()
                || name.toLowerCase(Locale.ROOT).endsWith("." + ending)
                || (ending.equals("jpg") && name.toLowerCase(Locale.ROOT).endsWith(".jpeg"));
        return fits ? name : stem(name) + "." + ending;
    }

    private static boolean isHeic(MediaRef source) {
        String type = source.contentType();
        return type.startsWith("image/heic") || type.startsWith("image/heif");
    }

    private static String ending(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "image/png" -> "png";
            case "image/gif" -> "gif";
            case "image/webp" -> "webp";
            default -> "";
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
