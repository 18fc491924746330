package io.longtake.cli.completion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Picocli's script, with names of sessions and IDs of renders. */
final class BashScript {
    private static final String PROGRAM = "longtake";

    private final CommandSpec root;
    private final HomeExpression home;

    BashScript(CommandSpec root, HomeExpression home) {
        this.root = root;
        this.home = home;
    }

    String text() {
        return AutoComplete.bash(PROGRAM, root.commandLine())
                + template()
                        .replace("@HOME@", home.bash())
                        .replace("@COMMANDS@", String.join("|", Arguments.commandsOnSessions(root)))
                        .replace("@VALUES@", String.join("|", Arguments.optionsWithValue(root)));
    }

    private static String template() {
        try (var in = Objects.requireNonNull(BashScript.class.getResourceAsStream("sessions.bash"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
