package io.longtake.cli.command;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.TurnSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "With --render, an existing film is written to OUT; nothing is rendered or sent.")
final class ExportCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "Path of the MP4 file.")
    private String output = "";

    @Option(
            names = "--render",
            paramLabel = "ID",
            description = "Finished render whose film to write; `longtake show NAME` lists them.")
    @Nullable
    private String render;

    @Option(names = "--detach", description = "Queue the job and exit.")
    private boolean detach;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    @Mixin
    private NotifyOption notify = new NotifyOption();

    @Mixin
    private TellingOptions telling = new TellingOptions();

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        telling.begin(invocation, "export", Optional.of(name), detach);
        SessionNames.checked(name);
        invocation.output().onFailure(failure -> JobRunner.failed(name, failure));
        if (render != null && detach) {
            throw CommandFailure.usage("--render writes an existing film; it can't be combined with --detach.");
        }
        if (render != null) {
            notify.refuse("--render writes an existing film and starts no job");
        }
        requests.check();
        notify.check(invocation);
        var path = Output.film(invocation.environment().workingDirectory(), output);
        var films = new FilmDelivery(invocation.home(), invocation.store());
        if (render != null) {
            films.refuseTaken(path, overwrite.existing());
            return deliver(films, kept(films, render), path);
        }
        var asked = RequestContents.export(name, path, overwrite.word());
        var earlier = requests.find(invocation, asked);
        if (earlier.filter(Request::isQueued).isEmpty()) {
            films.refuseTaken(path, overwrite.existing());
        }
        try (var access = new SessionAccess(invocation)) {
            var queued = earlier.filter(Request::isQueued)
                    .orElseGet(() -> queue(
                            access, films.to(path, overwrite.existing()), requests.record(invocation, asked, name)));
            var runner = new JobRunner(invocation, access, name);
            return detach ? runner.detach(queued) : runner.follow(queued);
        }
    }

    private DeliveredFilm kept(FilmDelivery films, String renderId) {
        return films.delivered(name, renderId).orElseGet(() -> {
            try (var access = new SessionAccess(invocation)) {
                return films.kept(access.sessions().view(name), renderId)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.NOT_FOUND,
                                "NoSuchRender",
                                "Session " + name + " has no finished render " + renderId + ". `longtake show " + name
                                        + "` lists its renders."));
            }
        });
    }

    private int deliver(FilmDelivery films, DeliveredFilm film, Path path) {
        films.deliver(film, path, overwrite.existing());
        invocation.output().result(Documents.delivered(film, path), path::toString);
        return ExitCode.DONE.number();
    }

    private Request queue(SessionAccess access, Delivery delivery, Request request) {
        var export = new TurnSpec.Export(Optional.of(delivery));
        return access.queues()
                .enqueue(
                        request.session(), List.of(export), notify.terms(request.session(), Optional.empty()), request);
    }
}
