package io.longtake.cli.completion;

import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which words of a command line are names of sessions. */
final class Arguments {
    /** It gives a session its name. */
    private static final String NEW = "new";

    private Arguments() {}

    /** The commands whose first argument is the name of a session. */
    static List<String> commandsOnSessions(CommandSpec root) {
        return root.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.name().equals(NEW))
                .filter(command -> command.positionalParameters().stream()
                        .anyMatch(argument -> argument.index().min() == 0
                                && argument.paramLabel().equals("NAME")))
                .map(CommandSpec::name)
                .toList();
    }

    /** All options that take a value. */
    static List<String> optionsWithValue(CommandSpec root) {
        var names = new TreeSet<String>();
        root.subcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(Arguments::takesValue)
                .forEach(option -> names.addAll(List.of(option.names())));
        return List.copyOf(names);
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().min() > 0;
    }
}
