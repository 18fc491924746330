package io.longtake.studio.upload;

import io.longtake.studio.http.Refusal;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names that clients give, made harmless. */
final class FileNames {
    private static final int LONGEST = 120;
    private static final Pattern STEP_UP = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)");

    /** What file systems hold. */
    private static final int LONGEST_SENT = 255;

    private FileNames() {}

    /**
     * Refuses names that nobody's files have.
     *
     * @throws io.longtake.studio.http.Refusal 4001, without repeating the name
     */
    static void requireHarmless(String sent) {
        if (sent.length() > LONGEST_SENT) {
            throw Refusal.code(
                    4001, "A file's name has at most " + LONGEST_SENT + " characters, not " + sent.length() + ".");
        }
        if (sent.indexOf('\0') >= 0 || STEP_UP.matcher(sent).find()) {
            throw Refusal.code(4001, "A file's name is a name, not a way through folders.");
        }
    }

    /** The last part of whatever was sent, without controls and characters that mean something to a file system or a page. */
    static String sanitise(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}<>:\"|?*]", "_").strip();
        name = name.replaceFirst("^\\.+", "");
        if (name.length() > LONGEST) {
            name = name.substring(name.length() - LONGEST);
            name = Character.isLowSurrogate(name.charAt(0)) ? name.substring(1) : name;
        }
        return name.isBlank() ? "file" : name;
    }
}
