package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.TurnRunner;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.TurnSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "edit")
final class EditCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1", paramLabel = "PROMPT")
    private String prompt = "";

    @Option(names = "--detach", description = "Queue the job and exit.")
    private boolean detach;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    EditCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        var wish = Prompts.checked(prompt);
        var limit = budget.limit();
        requests.check();
        var asked = RequestContents.edit(name, wish, limit);
        var earlier = requests.find(invocation, asked);
        try (var access = new SessionAccess(invocation)) {
            var request = earlier.orElseGet(() -> requests.record(invocation, asked, name));
            return new TurnRunner(invocation, access, name).run(new TurnSpec.Edit(wish), request, detach, limit);
        }
    }
}
