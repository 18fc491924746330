package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.account.Credits;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "credits")
final class CreditsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME")
    @Nullable
    private String name;

    CreditsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (var access = new SessionAccess(invocation)) {
            var account = name == null
                    ? access.readyAccount(access.backend())
                    : access.sessions().view(SessionNames.checked(name)).spec().accountId();
            return print(invocation, access, account);
        }
    }

    static int print(Invocation invocation, SessionAccess access, String account) {
        var credits = access.accounts().credits(account);
        var document = new LinkedHashMap<String, Object>();
        document.put("available", credits.available());
        document.put("frozen", credits.frozen());
        document.put("total", credits.total());
        invocation
                .output()
                .result(
                        document,
                        () -> "Credits: " + Credits.plain(credits.available()) + " available, "
                                + Credits.plain(credits.frozen()) + " reserved for running work, "
                                + Credits.plain(credits.total()) + " in total");
        return ExitCode.DONE.number();
    }
}
