package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.conversation.Conversation;
import io.longtake.cli.conversation.OtherCommands;
import io.longtake.cli.conversation.Transcript;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.ChatLines;
import io.longtake.workflows.session.CancelTurns;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "chat",
        description = {
            "A message is an edit, in English or Chinese. \"export\", \"credits\" and \"status\" run these commands;"
                    + " the path of a file adds the file.",
            "From a pipe, messages are read until its end; --json then prints the whole conversation as one document."
                    + " The exit code is that of the worst outcome."
        })
final class ChatCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Session to continue, or the name of a new one.")
    @Nullable
    private String name;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    ChatCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        language.checked();
        var session = name == null ? SessionNames.after("take") : SessionNames.checked(name);
        var transcript = new Transcript(session);
        invocation.output().onFailure(transcript::document);
        var limit = budget.limit();
        try (var lines = ChatLines.open(invocation.home().root().resolve("chat-history"))) {
            checkReader(invocation.json(), lines);
            if (invocation.refusesInput() && lines.interactive()) {
                throw CommandFailure.usage(
                        "chat reads what is typed, which --no-input forbids. Pipe the messages into it,"
                                + " one per line, or use `longtake edit`.");
            }
            int code = chat(session, lines, limit, transcript);
            if (invocation.json()) {
                invocation.output().result(transcript.document(), () -> "");
            }
            return code;
        }
    }

    private int chat(String session, ChatLines lines, Optional<Double> limit, Transcript transcript) {
        try (var access = new SessionAccess(invocation)) {
            var conversation = new Conversation(
                    invocation,
                    access,
                    session,
                    new Others(invocation, access, session),
                    words -> language.orDetect(words, invocation.environment()),
                    lines,
                    limit,
                    transcript);
            return invocation.json()
                    ? invocation.output().collectingInto(transcript, conversation::run)
                    : conversation.run();
        }
    }

    /** Runs the same code as the commands of the shell. */
    private record Others(Invocation invocation, SessionAccess access, String session) implements OtherCommands {
        @Override
        public int credits(String accountId) {
            return CreditsCommand.print(invocation, access, accountId);
        }

        @Override
        public int status() {
            return StatusCommand.refreshed(invocation, access, session);
        }

        @Override
        public int cancel(CancelTurns.Scope scope) throws InterruptedException {
            return CancelCommand.cancel(invocation, access, session, scope);
        }
    }

    /**
     * Refuses {@code --json} at a terminal: a single document at the end suits a program that sends all its input, but a user who
     * types needs each answer immediately.
     */
    static void checkReader(boolean json, ChatLines lines) {
        if (json && lines.interactive()) {
            throw CommandFailure.usage("chat --json prints one document at the end of the conversation, so it can't be"
                    + " used interactively. Pipe the messages into it, one per line, or omit --json.");
        }
    }
}
