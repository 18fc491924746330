package io.longtake.cli.completion;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The home in a script. A home that a settings file names is written out; any other is found by the shell, so that a script that was
 * generated on another machine works.
 *
 * @param configured the home that a settings file names
 */
public record HomeExpression(Optional<Path> configured) {
    /** A word for the home that applies unless the environment names another. */
    String bash() {
        return configured
                .map(home -> quoted(home.toString(), "'\\''"))
                .orElse("\"${XDG_STATE_HOME:-$HOME/.local/state}/longtake\"");
    }

    /** Statements that set the variable {@code home}. */
    String fish() {
        var fallback = configured
                .map(home -> "set home " + quoted(home.toString().replace("\\", "\\\\"), "\\'"))
                .orElse("set home $HOME/.local/state/longtake\n        test -n \"$XDG_STATE_HOME\""
                        + "; and set home $XDG_STATE_HOME/longtake");
        return "if test -n \"$LONGTAKE_HOME\"\n        set home $LONGTAKE_HOME\n    else\n        " + fallback
                + "\n    end";
    }

    private static String quoted(String home, String quote) {
        return "'" + home.replace("'", quote) + "'";
    }
}
