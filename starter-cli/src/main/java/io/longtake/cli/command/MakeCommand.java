package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.language.PromptLanguage;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.session.Output;
import io.longtake.cli.session.RequestBook;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "make",
        header = "Turn images into a video: upload, edit, verify, export, download.",
        footer = {
            "",
            "Example:",
            "  longtake make photo.jpg --prompt \"a one-minute video with calm music\" --output out.mp4"
        })
final class MakeCommand implements Callable<Integer> {
    private static final String USUAL_PROMPT =
            "turn this image into a 2-minute video with smooth motion and background music";

    private final Invocation invocation;

    @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "Images; also videos and music.")
    private List<String> sources = List.of();

    @Option(
            names = "--prompt",
            paramLabel = "P",
            description = "What to make of them. Default: \"" + USUAL_PROMPT + "\"")
    private String prompt = USUAL_PROMPT;

    @Option(names = "--output", paramLabel = "OUT", required = true, description = "Where the MP4 goes.")
    private String output = "";

    @Option(names = "--session", paramLabel = "NAME", description = "The session to work in; default: a new one.")
    @Nullable
    private String session;

    @Option(names = "--ratio", paramLabel = "16:9|9:16|1:1|4:5", description = "The picture's shape.")
    @Nullable
    private String ratio;

    @Option(names = "--detach", description = "Queue it and leave.")
    private boolean detach;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    MakeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        var name = session == null ? SessionNames.after(sources.get(0)) : SessionNames.checked(session);
        invocation.onFailure(failure -> JobRunner.failed(name, failure));
        var wish = Prompts.checked(prompt, ratio);
        var limit = budget.limit();
        var path = Output.checked(invocation.surroundings().resolve(output));
        var doors = new FileIntake(
                invocation.surroundings(),
                io.longtake.activities.media.FileMediaStore.ofHome(
                        invocation.home().root()));
        sources.forEach(doors::check);
        Output.refuseSource(path, sources.stream().flatMap(source -> doors.file(source).stream()));
        try (var early = Farewell.beforeAnythingIsQueued(invocation);
                var access = new SessionAccess(invocation)) {
            var files = sources.stream().map(doors::take).toList();
            var backend = access.backend();
            access.readyAccount(backend);
            List<TurnSpec> turns = new ArrayList<>();
            turns.add(new TurnSpec.AddMedia(files));
            turns.add(new TurnSpec.Edit(wish));
            turns.add(new TurnSpec.Export(
                    Optional.of(new Delivery(invocation.home().id(), path.toString()))));
            try (var request =
                    access.sessions().wishToStart(Optional.ofNullable(session), name, backend, turns, limit)) {
                return queue(
                        request, access.spec(request.session(), backend, language.orOf(prompt)), turns, access, early);
            }
        }
    }

    private int queue(
            RequestBook.Entry request, SessionSpec spec, List<TurnSpec> turns, SessionAccess access, Farewell early)
            throws InterruptedException {
        var name = spec.name();
        var limit = budget.limit();
        invocation.onFailure(failure -> JobRunner.failed(name, failure));
        early.queueing(name);
        var queued = access.sessions().startAndEnqueue(spec, turns, request, limit);
        early.unsay();
        invocation
                .talk()
                .say("Session " + name + ": " + sources.size() + (sources.size() == 1 ? " file" : " files")
                        + ", one edit, one export. It goes on even if this terminal closes.");
        var runner = new JobRunner(invocation, access, name);
        if (limit.isPresent()) {
            runner.whileQueued(() -> {
                BudgetOption.caution(
                                limit,
                                access.sessions().view(name),
                                queued.numbers().get(0))
                        .ifPresent(invocation.talk()::say);
                return 0;
            });
        }
        return detach ? runner.detach() : runner.follow(queued.numbers());
    }

    /** The language of the session, where a person wants to say it. */
    static final class LanguageOption {
        @Option(
                names = "--language",
                paramLabel = "CODE",
                description = "Language of the session (en, zh-CN, ja, es…); default: the first prompt's.")
        @Nullable
        private String code;

        String orOf(String prompt) {
            if (code == null) {
                return PromptLanguage.of(prompt);
            }
            if (!code.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
                throw CommandFailure.usage("'" + code + "' is no language code; write en, zh-CN, ja.");
            }
            return code;
        }
    }
}
