package io.longtake.cli.terminal;

import io.longtake.cli.environment.Environment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks the user at the terminal; never prompts otherwise. */
public final class Questions {
    private final Environment environment;
    private final BufferedReader in;

    public Questions(Environment environment, InputStream in) {
        this.environment = environment;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /**
     * Whether the user can be asked. The launcher reports whether standard input is a terminal, which not every Java
     * version can.
     */
    public static boolean canBeAsked(Environment environment) {
        return environment.terminal() && Boolean.getBoolean("longtake.answers");
    }

    /** @return the answer in lower case; empty if there is none */
    public String ask(String question) {
        environment.err().print(Printable.text(question) + " ");
        environment.err().flush();
        try {
            var line = in.readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }

    public boolean confirm(String question) {
        var answer = ask(question + " [y/N]");
        return answer.equals("y") || answer.equals("yes");
    }
}
