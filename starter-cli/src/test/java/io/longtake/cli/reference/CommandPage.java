package io.longtake.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code commands.md}, generated from Picocli's command model, which is also used for parsing and {@code --help}. */
final class CommandPage {
    private static final int WIDTH = 100;
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

    private CommandPage() {}

    static String of(CommandLine line) {
        var root = line.getCommandSpec();
        var page = new Markdown("Commands")
                .paragraph(
                        "Each command ends with one of the [exit codes](exit-codes.md); those listed with a command mean"
                                + " something of their own there. What `--json` prints: [json.md](json.md).");
        page.part("Options of every command")
                .paragraph("Before or after the command's name.")
                .table(List.of("option", "meaning"), options(root.options()));
        leaves(root).forEach(command -> describe(page, command));
        return page.text();
    }

    /** Returns every executable command, in the order of the help. */
    static Stream<CommandSpec> leaves(CommandSpec spec) {
        // A group of commands is only a Runnable that asks for one of them.
        boolean executable = spec.subcommands().isEmpty() || spec.userObject() instanceof Callable<?>;
        return Stream.concat(
                executable ? Stream.of(spec) : Stream.empty(),
                spec.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(CommandPage::leaves));
    }

    private static void describe(Markdown page, CommandSpec command) {
        var usage = command.usageMessage();
        page.part(command.qualifiedName())
                .paragraph(text(usage.header()))
                .code(synopsis(command))
                .paragraph(text(usage.description()))
                .table(
                        List.of("argument", "meaning"),
                        command.positionalParameters().stream()
                                .filter(argument -> argument.description().length > 0)
                                .map(argument -> List.of(code(argument.paramLabel()), meaning(argument)))
                                .toList())
                .table(List.of("option", "meaning"), options(own(command)))
                .table(
                        List.of("exit code", "meaning"),
                        usage.exitCodeList().entrySet().stream()
                                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                                .toList());
        footer(page, usage.footer());
    }

    private static void footer(Markdown page, String[] footer) {
        var lines = Stream.of(footer).filter(line -> !line.isBlank()).toList();
        page.paragraph(lines.stream().filter(line -> !line.startsWith(" ")).collect(Collectors.joining("\n")));
        var example = lines.stream()
                .filter(line -> line.startsWith(" "))
                .map(String::strip)
                .toList();
        if (!example.isEmpty()) {
            page.code(String.join("\n", example));
        }
    }

    private static List<OptionSpec> own(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden() && !option.inherited() && !EVERYWHERE.contains(option.longestName()))
                .toList();
    }

    private static List<List<String>> options(List<OptionSpec> options) {
        return options.stream()
                .map(option -> List.of(
                        Stream.of(option.names())
                                .map(name -> code(takesValue(option) ? name + " " + option.paramLabel() : name))
                                .collect(Collectors.joining(", ")),
                        (option.required() && option.group() == null ? "Required. " : "") + meaning(option)))
                .toList();
    }

    private static String meaning(ArgSpec argument) {
        var text = text(argument.description());
        var value = argument.defaultValue() != null ? argument.defaultValue() : initial(argument);
        boolean told =
                value.isEmpty() || text.toLowerCase(java.util.Locale.ROOT).contains("default");
        return told ? text : text + " Default: " + value + ".";
    }

    /** Returns the field's default value; empty if it has none worth showing. */
    private static String initial(ArgSpec argument) {
        var value = argument.initialValue();
        boolean tells = (value instanceof Number number && number.doubleValue() != 0) || value instanceof Enum<?>;
        return tells ? value.toString() : "";
    }

    private static String synopsis(CommandSpec command) {
        var parts = new ArrayList<String>();
        own(command).stream()
                .filter(option -> option.group() == null && option.required())
                .forEach(option -> parts.add(word(option)));
        command.positionalParameters().forEach(argument -> parts.add(word(argument)));
        command.argGroups().forEach(group -> parts.add(word(group)));
        own(command).stream()
                .filter(option -> option.group() == null && !option.required())
                .forEach(option -> parts.add("[" + word(option) + "]"));
        return wrapped(command.qualifiedName(), parts);
    }

    private static String word(OptionSpec option) {
        return String.join("|", option.names()) + (takesValue(option) ? " " + option.paramLabel() : "");
    }

    private static String word(PositionalParamSpec argument) {
        var many = argument.arity().max() > 1 ? argument.paramLabel() + "..." : argument.paramLabel();
        return argument.arity().min() == 0 ? "[" + many + "]" : many;
    }

    private static String word(ArgGroupSpec group) {
        var choice = group.options().stream().map(CommandPage::word).collect(Collectors.joining(" | "));
        return group.multiplicity().min() == 0 ? "[" + choice + "]" : "(" + choice + ")";
    }

    private static String wrapped(String name, List<String> parts) {
        var lines = new StringBuilder(name);
        int start = 0;
        for (var part : parts) {
            if (lines.length() - start + 1 + part.length() > WIDTH) {
                start = lines.length() + 1;
                lines.append('\n').append(" ".repeat(name.length()));
            }
            lines.append(' ').append(part);
        }
        return lines.toString();
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static String text(String[] lines) {
        return String.join("\n", lines);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
