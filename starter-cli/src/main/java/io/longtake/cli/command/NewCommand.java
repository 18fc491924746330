package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.SessionNames;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "new")
final class NewCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the session; default: a generated one.")
    @Nullable
    private String name;

    @Mixin
    private LanguageOption language = new LanguageOption();

    NewCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        language.checked();
        var session = name == null ? SessionNames.after("take") : SessionNames.checked(name);
        try (var access = new SessionAccess(invocation)) {
            var backend = access.backend();
            access.readyAccount(backend);
            // There is no prompt yet to detect the language from; --language can specify it.
            var spec = access.spec(session, backend, language.orDetect("", invocation.environment()));
            if (!access.control().start(spec)) {
                throw CommandFailure.usage("An open session named '" + session + "' already exists.");
            }
            // The worker answers this query, so it knows the session by then: a `status` that follows finds the
            // session.
            access.sessions().view(session);
            var document = new LinkedHashMap<String, Object>();
            document.put("session", session);
            document.put("state", "open");
            document.put("backend", backend.origin());
            invocation.output().result(document, () -> session);
            return ExitCode.DONE.number();
        }
    }
}
