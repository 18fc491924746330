package io.longtake.media.guard;

import io.longtake.media.MediaException;
import io.longtake.media.intake.MediaFacts;
import java.nio.file.Path;

/** What the intake decided about one file. */
public sealed interface IntakeVerdict {
    Path file();

    /** It can be used; {@link MediaFacts#warnings} may hold what a person should know. */
    record Usable(Path file, MediaFacts facts) implements IntakeVerdict {}

    /**
     * It can't be used.
     *
     * @param sentence names the file and says what is wrong with it
     */
    record Refused(Path file, MediaException.Reason reason, String sentence) implements IntakeVerdict {}
}
