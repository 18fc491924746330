package io.longtake.cli.media;

import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file that can't be used.
 *
 * @param file as the user entered it
 * @param reason follows the name in a sentence: "is empty"
 * @param advice what to do; empty if the reason already implies it
 * @param strength which backends refuse the file
 * @param exitCode the command's exit code if this is the only refused file
 * @param type identifier for programs, without spaces
 */
public record Refusal(String file, String reason, String advice, Strength strength, ExitCode exitCode, String type) {
    /** Which backends refuse a file, and whether it may be skipped. */
    public enum Strength {
        /** The studio can't decode it; another backend may accept it. */
        STUDIO,
        /** No backend accepts it. */
        ALWAYS,
        /** It may be available shortly, so it is never skipped: the film would lack it. */
        NOT_NOW
    }

    static Refusal unusable(String file, String reason, String advice) {
        return new Refusal(file, reason, advice, Strength.ALWAYS, ExitCode.USAGE, "UnsupportedFile");
    }

    /** Returns the refusal of a file with only audio, for a row of a batch, which has one file. */
    public static Refusal onlySound(String file) {
        return unusable(file, "contains only audio; a row needs a photo or a video", "");
    }

    Refusal as(Strength other) {
        return new Refusal(file, reason, advice, other, exitCode, type);
    }

    /** Returns the reason without the file name, for lists. */
    public String why() {
        return advice.isEmpty()
                ? reason
                : reason + ". " + advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1);
    }

    public String sentence() {
        var all = Printable.line(RemoteFile.shown(file)) + " " + why();
        return all.endsWith("?") || all.endsWith(".") ? all : all + ".";
    }

    public Map<String, String> document() {
        var document = new LinkedHashMap<String, String>();
        document.put("file", file);
        document.put("reason", why());
        return document;
    }
}
