package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.TurnRunner;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.TurnSpec;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "edit")
final class EditCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What to change; - reads it from standard input.")
    @Nullable
    private String prompt;

    @Mixin
    private PromptFileOption promptFile = new PromptFileOption();

    @Mixin
    private YesOption yes = new YesOption();

    @Option(names = "--detach", description = "Queue the job and exit.")
    private boolean detach;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    @Mixin
    private NotifyOption notify = new NotifyOption();

    @Mixin
    private TellingOptions telling = new TellingOptions();

    EditCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        telling.begin(invocation, "edit", Optional.of(name), detach);
        SessionNames.checked(name);
        yes.check(detach);
        var wish = Prompts.checked(promptFile
                .orElse(prompt, invocation.environment())
                .orElseThrow(() -> CommandFailure.usage("Specify the prompt: longtake edit " + name
                        + " \"make it 20 seconds\", or --prompt-file FILE.")));
        var limit = budget.limit();
        requests.check();
        notify.check(invocation);
        var asked = RequestContents.edit(name, wish, limit);
        var earlier = requests.find(invocation, asked);
        try (var access = new SessionAccess(invocation)) {
            var request = earlier.orElseGet(() -> requests.record(invocation, asked, name));
            var runner = new TurnRunner(invocation, access, name);
            if (yes.isGiven()) {
                runner.answering((asking, answer) ->
                        requests.recordAnswer(invocation, asking, RequestContents.edit(name, answer, limit)));
            }
            return runner.run(new TurnSpec.Edit(wish), request, detach, notify.terms(name, limit));
        }
    }
}
