package io.longtake.cli.command;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.PromptFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A prompt that is not on the command line. */
final class PromptFileOption {
    @Option(
            names = "--prompt-file",
            paramLabel = "FILE",
            description = "Read the prompt from a file; - is standard input.")
    @Nullable
    private String file;

    /**
     * The prompt, from wherever it was given.
     *
     * @param prompt the one on the command line; {@code -} is standard input
     * @return empty if none was given
     */
    Optional<String> orElse(@Nullable String prompt, Environment environment) {
        if (file != null && prompt != null) {
            throw CommandFailure.usage("The prompt is given twice: on the command line and with --prompt-file " + file
                    + ". Use one of them.");
        }
        var source = file == null ? prompt : file;
        if (PromptFile.STDIN.equals(source)) {
            return Optional.of(PromptFile.readStdin());
        }
        return file == null ? Optional.ofNullable(prompt) : Optional.of(PromptFile.read(environment.resolve(file)));
    }
}
