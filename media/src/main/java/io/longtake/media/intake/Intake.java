package io.longtake.media.intake;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.libav.Input;
import io.longtake.media.picture.StillReader;
import io.longtake.media.structure.Bytes;
import io.longtake.media.structure.ClipStructure;
import io.longtake.media.structure.StructureException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Decides whether a file can be used. Runs in the calling process; for untrusted files see
 * {@code io.longtake.media.guard}.
 */
public final class Intake {
    private Intake() {}

    /**
     * Inspects a file. A still is decoded completely. Of a video or a sound the header and the ends of each track are
     * read, and a picture is decoded at the start, in the middle and at the end.
     *
     * @throws MediaException if the file can't be used; the message is a sentence that names the file and the problem
     */
    public static MediaFacts inspect(Path file) throws IOException {
        MediaFormat format = Input.formatOf(file);
        if (format == MediaFormat.HEIC || format.kind() != MediaFormat.Kind.IMAGE) {
            try {
                ClipStructure.check(Bytes.of(file), format);
            } catch (StructureException e) {
                throw e.of(file);
            }
        }
        if (format.kind() == MediaFormat.Kind.IMAGE) {
            return still(file, format);
        }
        try (Input input = Input.open(file)) {
            MediaFacts facts = TimedMediaFacts.of(input);
            SpotCheck.of(input, facts);
            return facts;
        }
    }

    /**
     * Inspects a video or a sound by its header alone; decodes nothing.
     *
     * @throws MediaException if the header can't be read, or the file is a still
     */
    public static MediaFacts header(Path file) throws IOException {
        try (Input input = Input.open(file)) {
            if (input.format().kind() == MediaFormat.Kind.IMAGE) {
                throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is an image");
            }
            return TimedMediaFacts.of(input);
        }
    }

    private static MediaFacts still(Path file, MediaFormat format) throws IOException {
        StillReader.Examined still = StillReader.examine(file);
        return new MediaFacts(
                MediaFormat.Kind.IMAGE,
                format,
                still.width(),
                still.height(),
                still.metadata().orientation(),
                still.metadata().colour(),
                still.metadata().ground().isPresent(),
                Duration.ZERO,
                0,
                1,
                List.of(),
                still.metadata().warnings().stream()
                        .map(warning -> file.getFileName() + " " + warning)
                        .toList());
    }
}
