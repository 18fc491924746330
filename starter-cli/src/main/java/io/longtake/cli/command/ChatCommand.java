package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.ChatLines;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "chat",
        header = "Talk: wishes in words, one a line.",
        description = {
            "A wish is an edit; \"export\", \"credits\", \"status\" and a file's path do what they say, in English or Chinese.",
            "From a pipe one message is read per line, up to its end; the exit code is that of the last failure."
        })
final class ChatCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A session to go on with, or a new one's name.")
    @Nullable
    private String name;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private MakeCommand.LanguageOption language = new MakeCommand.LanguageOption();

    ChatCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var session = name == null ? SessionNames.after("take") : SessionNames.checked(name);
        if (invocation.json()) {
            throw CommandFailure.usage("A talk is no JSON document; scripts use edit, export and show with --json.");
        }
        var limit = budget.limit();
        try (var lines = ChatLines.open(invocation.home().root().resolve("chat-history"));
                var access = new SessionAccess(invocation)) {
            return new Conversation(invocation, access, session, language, lines, limit).run();
        }
    }
}
