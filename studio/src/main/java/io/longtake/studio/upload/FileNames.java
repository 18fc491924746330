package io.longtake.studio.upload;

import io.longtake.studio.http.Refusal;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names that clients give, made harmless. */
final class FileNames {
    private static final int LONGEST = 120;
    private static final Pattern STEP_UP = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)");

    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\u200C-\u200F]]]");

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

    /** What a browser, or any client that writes forms as HTML does, had to escape in the header of a part. */
    static String unescaped(String sent) {
        return sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    /**
     * The last part of whatever was sent, without what can't be seen or turns the direction of reading. The joiners of emoji
     * and of Persian and Indian scripts stay. Names are only shown: files lie on the disk under names of the studio's own.
     */
    static String sanitise(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = HIDDEN.matcher(name).replaceAll("_").strip();
        name = name.replaceFirst("^\\.+", "");
        if (name.length() > LONGEST) {
            name = name.substring(name.length() - LONGEST);
            name = Character.isLowSurrogate(name.charAt(0)) ? name.substring(1) : name;
        }
        return name.isBlank() ? "file" : name;
    }
}
