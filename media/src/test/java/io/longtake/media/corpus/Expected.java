package io.longtake.media.corpus;

import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat.Kind;
import io.longtake.media.corpus.Patch.Range;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The expected result for a file. */
public sealed interface Expected {
    /**
     * The file can be used.
     *
     * @param width in pixels as displayed, after rotation and with square pixels; 0 for sound
     * @param height likewise
     * @param millis its duration; 0 for a still
     * @param patches the visible colours, in sRGB
     */
    record Usable(Kind kind, int width, int height, Range millis, List<Patch> patches) implements Expected {}

    /**
     * The file is refused.
     *
     * @param reasons any of these
     * @param words a regular expression that the message must match in addition to the file's name
     */
    record Refused(Set<Reason> reasons, String words) implements Expected {}

    /** Standards and readers differ: both results are correct, all others are wrong. */
    record Either(Usable usable, Refused refused) implements Expected {}

    static Usable still(Picture picture, int tolerance) {
        return still(picture.width(), picture.height(), picture.letters(), tolerance);
    }

    static Usable still(int width, int height, String letters, int tolerance) {
        return new Usable(Kind.IMAGE, width, height, new Range(0, 0), Patch.quarters(letters, tolerance));
    }

    /** A clip of one second, the usual length in this corpus. */
    static Usable clip(Picture picture) {
        return clip(picture.width(), picture.height(), picture.letters(), 960, 1080);
    }

    static Usable clip(int width, int height, String letters, int fromMillis, int toMillis) {
        // Limited range, 4:2:0 and a lossy encoder each cost one or two levels.
        return new Usable(Kind.VIDEO, width, height, new Range(fromMillis, toMillis), Patch.quarters(letters, 6));
    }

    static Usable sound(int fromMillis, int toMillis) {
        return new Usable(Kind.AUDIO, 0, 0, new Range(fromMillis, toMillis), List.of());
    }

    static Refused refused(Reason reason, String words) {
        return new Refused(EnumSet.of(reason), words);
    }

    /** The file is detected as cut off. */
    static Refused cutOff() {
        return refused(Reason.CUT_OFF, "is cut off");
    }

    /** Cut off or damaged. */
    static Refused damaged() {
        return new Refused(
                EnumSet.of(Reason.CUT_OFF, Reason.DAMAGED),
                "damaged|cut|ends|missing|empty|can't be|says|states two different sizes|claims|than|no ");
    }

    static Refused unsupported() {
        return refused(Reason.UNSUPPORTED, "not an? |format|not supported|unsupported codec");
    }

    static Refused tooLarge() {
        return refused(Reason.TOO_LARGE, "pixels");
    }
}
