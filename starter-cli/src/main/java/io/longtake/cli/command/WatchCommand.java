package io.longtake.cli.command;

import io.longtake.cli.batch.BatchTerms;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.PromptFile;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.watch.Watching;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        description = {
            "A file counts as arrived when its size and its time have not changed for 5 seconds. Files that are in DIR"
                    + " already are used too. Films of Longtake, hidden files, folders, and files that are neither images nor"
                    + " videos are left alone. The paths of finished films are printed to stdout.",
            "Runs in the foreground. Ctrl-C stops watching, not the films in progress. The same command later continues, and"
                    + " makes no film twice: what was done is recorded in the home. A file that changes gets a new film."
        },
        footer = {"", "Example:", "  longtake watch inbox --prompt-file prompt.txt --output films"})
final class WatchCommand implements Callable<Integer> {
    private static final int LANES_LIMIT = 16;

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "Folder to watch.")
    private String folder = "";

    @Option(
            names = "--prompt-file",
            paramLabel = "FILE",
            required = true,
            description = "The prompt for every film. Read once, at the start.")
    private String promptFile = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the films; created if missing.")
    private String output = "";

    @Option(
            names = {"-r", "--ratio"},
            paramLabel = "16:9|9:16|1:1|4:5",
            description = "Aspect ratio of the films.")
    @Nullable
    private String ratio;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "Number of films in progress at a time; default: ${DEFAULT-VALUE}.")
    private int lanes = 1;

    @Option(
            names = "--yes",
            description = "Answer questions about a film with their first choice, up to five per film.")
    private boolean yes;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Mixin
    private DailyBudgetOption budget = new DailyBudgetOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private NotifyOption notify = new NotifyOption();

    WatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (invocation.json()) {
            throw CommandFailure.usage(
                    "watch has no end and therefore no document for --json. It prints the path of each"
                            + " finished film to stdout.");
        }
        if (lanes < 1 || lanes > LANES_LIMIT) {
            throw CommandFailure.usage("--lanes must be 1 to " + LANES_LIMIT + ", not " + lanes + ".");
        }
        language.checked();
        var environment = invocation.environment();
        var prompt = PromptFile.read(environment.resolve(promptFile)).strip();
        Prompts.checked(prompt, ratio);
        var limit = budget.limit(invocation);
        notify.check(invocation);
        var watching = new Watching(invocation, folder, output);
        var terms = new BatchTerms(
                words -> language.orDetect(words, environment),
                lanes,
                limit,
                false,
                overwrite.existing(),
                yes,
                notify.receiver());
        watching.run(terms, prompt, Optional.ofNullable(ratio));
        return ExitCode.DONE.number();
    }
}
