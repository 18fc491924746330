package io.longtake.studio.upload;

import io.longtake.studio.http.Refusal;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Validates and sanitises file names sent by clients. */
final class FileNames {
    private static final int LONGEST = 120;
    private static final Pattern STEP_UP = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)");

    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\u200C-\u200F]]]");

    /** The limit of common file systems. */
    private static final int MAX_SENT = 255;

    private FileNames() {}

    /**
     * Refuses names that are too long, contain NUL or lead out of a folder.
     *
     * @throws io.longtake.studio.http.Refusal 4001; the message does not repeat the name
     */
    static void requireSafe(String sent) {
        if (sent.length() > MAX_SENT) {
            throw Refusal.code(
                    4001, "A file name can have at most " + MAX_SENT + " characters, not " + sent.length() + ".");
        }
        if (sent.indexOf('\0') >= 0 || STEP_UP.matcher(sent).find()) {
            throw Refusal.code(4001, "A file name must not contain \"..\" as a folder, or NUL characters.");
        }
    }

    /** Undoes the escaping that browsers, and other clients that encode forms as HTML does, apply to the header of a part. */
    static String unescaped(String sent) {
        return sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    /**
     * The last component of the sent name, without invisible characters and those that change the reading direction. The joiners
     * of emoji and of Persian and Indian scripts are kept. Names are for display only: on disk, files have names chosen by the
     * studio.
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
