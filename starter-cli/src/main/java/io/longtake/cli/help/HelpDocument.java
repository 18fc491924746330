package io.longtake.cli.help;

import io.longtake.cli.outcome.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a command as a document. */
public final class HelpDocument {
    private HelpDocument() {}

    public static Map<String, @Nullable Object> of(CommandSpec command) {
        var usage = command.usageMessage();
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("name", command.qualifiedName());
        document.put("summary", text(usage.header()));
        document.put("description", text(usage.description()));
        document.put(
                "arguments",
                command.positionalParameters().stream()
                        .filter(argument -> !argument.hidden())
                        .map(HelpDocument::argument)
                        .toList());
        document.put(
                "options",
                command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(HelpDocument::option)
                        .toList());
        document.put(
                "commands",
                command.subcommands().values().stream()
                        .map(line -> listed(line.getCommandSpec()))
                        .toList());
        document.put(
                "exitCodes",
                Arrays.stream(ExitCode.values()).map(HelpDocument::exitCode).toList());
        return document;
    }

    private static Map<String, @Nullable Object> argument(PositionalParamSpec argument) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("name", argument.paramLabel());
        document.put("required", argument.required());
        document.put("many", argument.arity().max() > 1);
        document.put("description", text(argument.description()));
        return document;
    }

    private static Map<String, @Nullable Object> option(OptionSpec option) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("names", List.of(option.names()));
        document.put("value", takesValue(option) ? option.paramLabel() : null);
        document.put("required", option.required());
        document.put("description", text(option.description()));
        return document;
    }

    private static boolean takesValue(ArgSpec option) {
        return option.arity().max() > 0;
    }

    private static Map<String, Object> listed(CommandSpec command) {
        return Map.of(
                "name", command.name(), "summary", text(command.usageMessage().header()));
    }

    private static Map<String, Object> exitCode(ExitCode code) {
        return Map.of(
                "exitCode",
                code.number(),
                "meaning",
                code.meaning(),
                "retryable",
                code.retryable(),
                "hint",
                code.hint());
    }

    /** The lines of a help text without line format and styles. */
    private static String text(String... lines) {
        return Arrays.stream(lines)
                .map(line -> Objects.requireNonNullElse(line, ""))
                .map(line -> Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%")))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
