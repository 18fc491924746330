package io.longtake.cli.command;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Urgency;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.Budget;
import io.longtake.cli.job.InterruptNotice;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.plan.FilmPlanning;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestContent;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.upload.SessionMedia;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "make",
        footer = {
            "",
            "Example:",
            "  longtake make photo.jpg --prompt \"a one-minute video with calm music\" --output out.mp4"
        })
final class MakeCommand implements Callable<Integer> {
    private static final String USUAL_PROMPT =
            "turn this image into a 2-minute video with smooth motion and background music";

    private static final String PROMPT_FOR_VIDEOS = "make a film of this video";

    private final Invocation invocation;

    @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "Images, videos and music.")
    private List<String> sources = List.of();

    @Option(
            names = {"-p", "--prompt"},
            paramLabel = "P",
            description = "What to make from the files; - reads it from standard input. Default: \"" + USUAL_PROMPT
                    + "\"; for videos only: \"" + PROMPT_FOR_VIDEOS + "\".")
    @Nullable
    private String prompt;

    @Mixin
    private PromptFileOption promptFile = new PromptFileOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "Path of the MP4 file.")
    private String output = "";

    @Option(
            names = {"-s", "--session"},
            paramLabel = "NAME",
            description = "Session to use; default: a new one.")
    @Nullable
    private String session;

    @Option(
            names = {"-r", "--ratio"},
            paramLabel = "16:9|9:16|1:1|4:5",
            description = "Aspect ratio of the film.")
    @Nullable
    private String ratio;

    @Option(names = "--detach", description = "Queue the job and exit.")
    private boolean detach;

    @Mixin
    private YesOption yes = new YesOption();

    @Option(
            names = "--dry-run",
            description = "Check the files and show what would be sent, to which backend, and the cost if it is known;"
                    + " send and start nothing.")
    private boolean dryRun;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Mixin
    private SkipBadOption skipBad = new SkipBadOption();

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private DuplicatesOption duplicates = new DuplicatesOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    @Mixin
    private NotifyOption notify = new NotifyOption();

    @Mixin
    private TellingOptions telling = new TellingOptions();

    MakeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (dryRun) {
            telling.checkDryRun();
            notify.refuse("--dry-run starts no job");
        }
        telling.begin(invocation, "make", Optional.ofNullable(session), detach);
        var name = session == null ? SessionNames.after(sources.get(0)) : SessionNames.checked(session);
        invocation.output().onFailure(failure -> JobRunner.failed(name, failure));
        requests.check();
        notify.check(invocation);
        language.checked();
        refuseContradictions();
        prompt = promptFile.orElse(prompt, invocation.environment()).orElse(null);
        Prompts.checked(prompt == null ? USUAL_PROMPT : prompt, ratio);
        var limit = budget.limit();
        var path = Output.film(invocation.environment().workingDirectory(), output);
        if (dryRun) {
            return plan(path);
        }
        var uploadIntake = new UploadIntake(invocation, true);
        Output.refuseSource(path, sources.stream().flatMap(source -> uploadIntake.file(source).stream()));
        var intakeResult = uploadIntake.admit(sources, Optional.ofNullable(session), skipBad.skipping());
        var backend = SessionAccess.backend(invocation);
        var asked = asked(intakeResult, backend, path, limit);
        var earlier = requests.find(invocation, asked);
        if (earlier.filter(Request::isQueued).isPresent()) {
            return resume(earlier.get(), asked, path);
        }
        var films = new FilmDelivery(invocation.home(), invocation.store());
        films.refuseTaken(path, overwrite.existing());
        try (var early = InterruptNotice.beforeQueueing(invocation);
                var access = new SessionAccess(invocation)) {
            var files = uploadIntake.enter(intakeResult, access, Optional.ofNullable(session), skipBad.skipping());
            var words = prompt == null ? usualPrompt(files) : prompt;
            access.readyAccount(backend);
            List<TurnSpec> turns = new ArrayList<>();
            turns.add(access.lists().adding(files, duplicates.add()));
            turns.add(new TurnSpec.Edit(Prompts.checked(words, ratio)));
            turns.add(new TurnSpec.Export(Optional.of(films.to(path, overwrite.existing()))));
            if (session != null && earlier.isEmpty()) {
                reportDuplicates(name, intakeResult, uploadIntake.held());
            }
            var request = earlier.orElseGet(() -> requests.record(invocation, asked, name));
            return queue(
                    request,
                    access.spec(request.session(), backend, language.orDetect(words, invocation.environment())),
                    withoutDuplicates(
                            request.leftOver(turns), duplicates.fresh(files, uploadIntake.held()), access.lists()),
                    access,
                    early,
                    answers(request.session(), access, asked, path));
        }
    }

    private void refuseContradictions() {
        yes.check(detach);
        if (dryRun && detach) {
            throw CommandFailure.usage("--dry-run starts nothing, so there is no job for --detach. Omit one of them.");
        }
    }

    /** Shows what would be sent. */
    private int plan(Path path) {
        var planning = new FilmPlanning(invocation, Optional.ofNullable(session), sources, skipBad.skipping());
        planning.check(path, overwrite.existing());
        var words = Optional.ofNullable(prompt)
                .or(() -> planning.knownFiles(MakeCommand::isPicture).map(MakeCommand::usualPrompt))
                .map(one -> Prompts.checked(one, ratio));
        var plan =
                planning.plan(path, words, one -> language.orDetect(one, invocation.environment()), !duplicates.add());
        invocation.output().result(plan.document(), plan::text);
        invocation.statusOutput().info("Nothing was sent or started because of --dry-run.");
        return ExitCode.DONE.number();
    }

    /** With {@code --yes}, what queues the answer to a question and the export that the question prevented. */
    private Optional<BiFunction<Request, String, Request>> answers(
            String name, SessionAccess access, RequestContent asked, Path path) {
        if (!yes.isGiven()) {
            return Optional.empty();
        }
        var films = new FilmDelivery(invocation.home(), invocation.store());
        return Optional.of((asking, reply) -> {
            var answer = requests.recordAnswer(invocation, asking, asked.with("answer", reply));
            if (answer.isQueued()) {
                return answer;
            }
            var turns = List.<TurnSpec>of(
                    new TurnSpec.Edit(reply), new TurnSpec.Export(Optional.of(films.to(path, overwrite.existing()))));
            return access.queues().enqueue(name, answer.leftOver(turns), notify.terms(name, budget.limit()), answer);
        });
    }

    private RequestContent asked(IntakeResult intakeResult, Backend backend, Path path, Optional<Double> limit) {
        return RequestContent.of("make")
                .with("session", Optional.ofNullable(session))
                .with("backend", backend.accountId())
                .with("files", RequestContents.files(intakeResult))
                .with("prompt", Optional.ofNullable(prompt))
                .with("ratio", Optional.ofNullable(ratio))
                .with("language", language.checked())
                .with("output", path.toString())
                .with("overwrite", overwrite.word())
                .with("duplicates", duplicates.word())
                .with("credit limit", limit.map(Credits::plain));
    }

    private void reportDuplicates(String name, IntakeResult intakeResult, SessionMedia held) {
        duplicates.report(invocation, name, intakeResult, held);
        if (!duplicates.left(intakeResult, held).isEmpty()) {
            invocation.statusOutput().info("The prompt is sent as a new edit.");
        }
    }

    /** Leaves out files that the session already holds; an upload without files left is removed. */
    private List<TurnSpec> withoutDuplicates(List<TurnSpec> turns, List<MediaRef> fresh, FileLists lists) {
        return turns.stream()
                .filter(turn -> !(turn instanceof TurnSpec.AddMedia) || !fresh.isEmpty())
                .map(turn -> turn instanceof TurnSpec.AddMedia ? lists.adding(fresh, duplicates.add()) : turn)
                .toList();
    }

    /** Resumes a request that an earlier command queued. */
    private int resume(Request request, RequestContent asked, Path path) throws InterruptedException {
        var name = request.session();
        invocation.output().onFailure(failure -> JobRunner.failureDocument(name, failure));
        try (var access = new SessionAccess(invocation)) {
            var runner = new JobRunner(invocation, access, name);
            answers(name, access, asked, path).ifPresent(runner::answering);
            return end(request, runner);
        }
    }

    private int end(Request request, JobRunner runner) throws InterruptedException {
        return detach ? runner.detach(request) : runner.follow(request);
    }

    /** The default prompt: videos determine the length of their film, a photo alone does not. */
    private static String usualPrompt(List<MediaRef> files) {
        return files.stream().anyMatch(MakeCommand::isPicture) ? USUAL_PROMPT : PROMPT_FOR_VIDEOS;
    }

    private static boolean isPicture(MediaRef file) {
        return file.contentType().startsWith("image/");
    }

    private int queue(
            Request request,
            SessionSpec spec,
            List<TurnSpec> turns,
            SessionAccess access,
            InterruptNotice early,
            Optional<BiFunction<Request, String, Request>> answers)
            throws InterruptedException {
        var name = spec.name();
        var limit = budget.limit();
        invocation.output().onFailure(failure -> JobRunner.failed(name, failure));
        early.queueing(name);
        var urgency = detach ? Urgency.DETACHED : Urgency.AWAITED;
        var queued = request.isQueued()
                ? request
                : access.queues().startAndEnqueue(spec, turns, request, notify.terms(name, limit), urgency);
        early.cancelNotice();
        invocation
                .statusOutput()
                .info("Session " + name + ": " + steps(turns) + ". The job continues even if this terminal closes.");
        var runner = new JobRunner(invocation, access, name);
        answers.ifPresent(runner::answering);
        if (limit.isPresent()) {
            runner.runQueued(() -> {
                Budget.warning(
                                limit,
                                access.sessions().view(name),
                                queued.turns().get(0))
                        .ifPresent(invocation.statusOutput()::info);
                return 0;
            });
        }
        return end(queued, runner);
    }

    private static String steps(List<TurnSpec> turns) {
        return turns.stream().map(MakeCommand::step).collect(Collectors.joining(", "));
    }

    private static String step(TurnSpec turn) {
        if (turn instanceof TurnSpec.AddMedia media) {
            int count = media.fileCount();
            return count + (count == 1 ? " file" : " files");
        }
        return turn instanceof TurnSpec.Edit ? "1 edit" : "1 export";
    }
}
