package io.longtake.cli.terminal;

import io.longtake.cli.environment.Environment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks whoever sits at the terminal; nobody else is ever asked. */
public final class Questions {
    private final Environment surroundings;
    private final BufferedReader in;

    public Questions(Environment surroundings, InputStream in) {
        this.surroundings = surroundings;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Whether somebody can answer: the launcher knows what standard input is, Java does not tell on every version. */
    public static boolean canBeAsked(Environment surroundings) {
        return surroundings.terminal() && Boolean.getBoolean("longtake.answers");
    }

    /** @return the answer in lower case; empty for no answer */
    public String ask(String question) {
        surroundings.err().print(Printable.text(question) + " ");
        surroundings.err().flush();
        try {
            var line = in.readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }

    public boolean agreed(String question) {
        var answer = ask(question + " [y/N]");
        return answer.equals("y") || answer.equals("yes");
    }
}
