package io.longtake.cli.media;

import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file that can't be used.
 *
 * @param file as the person wrote it
 * @param reason follows the name in a sentence: "is empty"
 * @param advice what to do; empty where the reason says it
 * @param strength who refuses it
 * @param exitCode if it is the only one
 * @param type one word for programs
 */
public record Refusal(String file, String reason, String advice, Strength strength, ExitCode exitCode, String type) {
    /** Who refuses a file, and whether it may be left out instead. */
    public enum Strength {
        /** The studio decodes it and can't; another backend may. */
        STUDIO,
        /** No backend takes it. */
        ALWAYS,
        /** It may be there in a moment: a film must not lack it because of that. */
        NOT_NOW
    }

    static Refusal unusable(String file, String reason, String advice) {
        return new Refusal(file, reason, advice, Strength.ALWAYS, ExitCode.USAGE, "UnsupportedFile");
    }

    /** A film of sound alone, where nothing else is given. */
    public static Refusal onlySound(String file) {
        return unusable(file, "is sound, and a film needs something to see", "name a photo or a clip");
    }

    Refusal as(Strength other) {
        return new Refusal(file, reason, advice, other, exitCode, type);
    }

    /** Without the name, for lists. */
    public String why() {
        return advice.isEmpty()
                ? reason
                : reason + ". " + advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1);
    }

    public String sentence() {
        var all = Printable.line(file) + " " + why();
        return all.endsWith("?") || all.endsWith(".") ? all : all + ".";
    }

    public Map<String, String> document() {
        var document = new LinkedHashMap<String, String>();
        document.put("file", file);
        document.put("reason", why());
        return document;
    }
}
