package io.longtake.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish: commands and options with their descriptions, names of sessions, IDs of renders. */
final class FishScript {
    private final CommandSpec root;
    private final HomeExpression home;
    private final List<String> lines = new ArrayList<>();

    FishScript(CommandSpec root, HomeExpression home) {
        this.root = root;
        this.home = home;
    }

    String text() {
        lines.add("""
                # Completion of longtake for fish. Names of sessions are read from the home's files.
                function __longtake_views
                    set -l home
                    @HOME@
                    set -l words (commandline -opc)
                    for i in (seq (count $words))
                        switch $words[$i]
                            case '--home=*'
                                set home (string replace -- '--home=' '' $words[$i])
                            case '--home'
                                test $i -lt (count $words); and set home $words[(math $i + 1)]
                        end
                    end
                    echo $home/views
                end

                function __longtake_sessions
                    command ls -- (__longtake_views) 2>/dev/null | string replace -rf '^([A-Za-z0-9][A-Za-z0-9._-]*)\\.json$' '$1'
                end

                # The IDs of the renders of the session that the command line names.
                function __longtake_renders
                    set -l words (commandline -opc)
                    for word in $words
                        set -l view (__longtake_views)/$word.json
                        test -f $view; and string match -ra '"renderId":"[A-Za-z0-9._-]*"' <$view | string split -f 4 '"' | sort -u
                    end
                end

                # Whether the next word is the first argument after the command.
                function __longtake_names_session
                    set -l words (commandline -opc)
                    for word in $words
                        test -f (__longtake_views)/$word.json; and return 1
                    end
                    return 0
                end
                """.replace("@HOME@", home.fish()));
        root.subcommands().forEach((name, command) -> {
            lines.add("complete -c longtake -n __fish_use_subcommand -f -a " + name + " -d "
                    + quoted(header(command.getCommandSpec())));
            addOptions(name, command.getCommandSpec());
        });
        for (var name : Arguments.commandsOnSessions(root)) {
            lines.add("complete -c longtake -n '__fish_seen_subcommand_from " + name
                    + "; and __longtake_names_session' -f -a '(__longtake_sessions)'");
        }
        return String.join("\n", lines) + "\n";
    }

    private void addOptions(String name, CommandSpec command) {
        var seen = "'__fish_seen_subcommand_from " + name + "'";
        if (!command.subcommands().isEmpty()) {
            lines.add("complete -c longtake -n " + seen + " -f -a "
                    + quoted(String.join(" ", command.subcommands().keySet())));
        }
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> lines.add("complete -c longtake -n " + seen + names(option)
                        + (Arguments.takesValue(option) ? " -r" + values(name, option) : "")
                        + " -d " + quoted(String.join(" ", option.description()))));
    }

    private static String values(String command, OptionSpec option) {
        return switch (command + " " + option.longestName()) {
            case "make --session" -> " -f -a '(__longtake_sessions)'";
            case "export --render" -> " -f -a '(__longtake_renders)'";
            default -> "";
        };
    }

    private static String names(OptionSpec option) {
        var text = new StringBuilder();
        for (var name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return text.toString();
    }

    private static String header(CommandSpec command) {
        return String.join(" ", command.usageMessage().header());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
