package io.longtake.distribution;

import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a page for each command in AsciiDoc, from the same definition that parses the arguments and prints the help. */
public final class ManualPages {
    /** A command whose header says everything has no description. */
    private static final Pattern EMPTY_PART = Pattern.compile("\n== \\w+\\s+(?=\n// end::)");

    private ManualPages() {}

    /** @param args the folder for the pages */
    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        try (var invocation = new Invocation(Environment.ofThisProcess(), Longtake.class)) {
            var line = LongtakeCommand.line(invocation);
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
            withoutVersions(line.getCommandSpec());
            int code = ManPageGenerator.generateManPage(
                    folder.toFile(), null, new boolean[0], false, line.getCommandSpec());
            if (code != 0) {
                throw new IOException("the manual pages can't be written to " + folder + " (code " + code + ")");
            }
        }
        requirePages(folder);
        try (var pages = Files.newDirectoryStream(folder, "*.adoc")) {
            for (var page : pages) {
                Files.writeString(
                        page, EMPTY_PART.matcher(Files.readString(page)).replaceAll("\n"));
            }
        }
    }

    /** The footer names the version of the command; several lines, which differ with each build, do not belong there. */
    private static void withoutVersions(CommandSpec spec) {
        spec.versionProvider(null);
        spec.version("Longtake");
        spec.subcommands().values().forEach(command -> withoutVersions(command.getCommandSpec()));
    }

    private static void requirePages(Path folder) throws IOException {
        for (var page : new String[] {"longtake.adoc", "longtake-make.adoc", "longtake-config-set.adoc"}) {
            if (!Files.isRegularFile(folder.resolve(page))) {
                throw new IOException("the page " + page + " is missing in " + folder + ", which has "
                        + Arrays.toString(folder.toFile().list()));
            }
        }
    }
}
