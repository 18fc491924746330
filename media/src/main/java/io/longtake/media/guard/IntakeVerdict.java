package io.longtake.media.guard;

import io.longtake.media.MediaException;
import io.longtake.media.intake.MediaFacts;
import java.nio.file.Path;

/** The result of the intake for one file. */
public sealed interface IntakeVerdict {
    Path file();

    /** The file can be used; {@link MediaFacts#warnings} may contain warnings for the user. */
    record Usable(Path file, MediaFacts facts) implements IntakeVerdict {}

    /**
     * The file can't be used.
     *
     * @param sentence names the file and the problem
     */
    record Refused(Path file, MediaException.Reason reason, String sentence) implements IntakeVerdict {}
}
