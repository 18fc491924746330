package io.longtake.cli.conversation;

import io.longtake.cli.client.JobTerms;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.intent.DroppedFiles;
import io.longtake.cli.intent.FilmRequest;
import io.longtake.cli.intent.Intent;
import io.longtake.cli.intent.Intents;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.job.TurnRunner;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.request.RequestIdentity;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.TurnLine;
import io.longtake.cli.terminal.ChatLines;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A conversation about one session: each line is interpreted and carried out before the next is read. */
public final class Conversation {
    private static final int LAST_TURNS = 3;
    /** After this time, somebody who waited for an edit or export may look elsewhere. */
    private static final Duration BELL_AFTER = Duration.ofSeconds(10);

    private static final String HELP = """
        Describe the change to the film: "make it 20 seconds", "add soft piano", "add the title 'Urban Dreams'".
          a path or URL           add a photo, video or music
          export                  render the video and save it in this folder
          status                  show the timeline
          credits                 show the balance
          /cancel [edit|export]   cancel running and queued work
          help                    show this help
          quit (or Ctrl-D)        leave the chat
          Ctrl-C                  stop waiting for a running edit; the edit continues
        A line that ends with \\ continues on the next line.\
        """;

    private final Invocation invocation;
    private final SessionAccess access;
    private final String session;
    private final OtherCommands others;
    private final UnaryOperator<String> language;
    private final ChatLines lines;
    /** The total limit for the edits of this conversation, in credits. */
    private final Optional<Double> maxCredits;

    private final Transcript transcript;
    /** The turn numbers of its edits. */
    private final Set<Integer> edits = new HashSet<>();

    private boolean ready;
    private int worst = ExitCode.DONE.number();

    /** @param language returns the language of a session, given its first message */
    public Conversation(
            Invocation invocation,
            SessionAccess access,
            String session,
            OtherCommands others,
            UnaryOperator<String> language,
            ChatLines lines,
            Optional<Double> maxCredits,
            Transcript transcript) {
        this.invocation = invocation;
        this.access = access;
        this.session = session;
        this.others = others;
        this.language = language;
        this.lines = lines;
        this.maxCredits = maxCredits;
        this.transcript = transcript;
    }

    /** @return the most severe exit code of the conversation */
    public int run() {
        welcome();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var words = line.get().strip();
            if (ChatWord.of(words).filter(ChatWord.LEAVE::equals).isPresent()) {
                break;
            }
            if (!words.isEmpty()) {
                answer(words);
            }
        }
        if (ready && lines.interactive()) {
            invocation.statusOutput().info("To continue: longtake chat " + session);
        }
        return worst;
    }

    private void welcome() {
        var id = SessionSpec.workflowId(session);
        if (access.sessions().exists(id) && access.sessions().view(session).phase() != SessionPhase.CLOSED) {
            ready = true;
            resume();
        } else {
            invocation
                    .statusOutput()
                    .info("New session: " + session + ". Add a photo (enter its path or URL), then describe the film.");
        }
        if (lines.interactive()) {
            invocation.statusOutput().info("For help, enter help. To leave, enter quit.");
        }
    }

    /** Shows the state of an existing session, for a user who returns after a long time. */
    private void resume() {
        var view = access.sessions().view(session);
        var statusOutput = invocation.statusOutput();
        statusOutput.info("Session " + session + ". "
                + view.timeline()
                        .map(TimelineSnapshot::summary)
                        .map(Printable::line)
                        .orElse("No timeline yet."));
        if (view.phase() == SessionPhase.FORGOTTEN) {
            statusOutput.info(
                    "The backend no longer has this session. To rebuild it from the data kept here: longtake rebuild "
                            + session);
        }
        var turns = view.turns();
        turns.subList(Math.max(0, turns.size() - LAST_TURNS), turns.size())
                .forEach(turn -> statusOutput.info(TurnLine.of(turn)));
    }

    private void answer(String words) {
        int code = ExitCode.DONE.number();
        transcript.line(words);
        var watch = lines.onInterrupt(Thread.currentThread());
        try {
            var dropped = DroppedFiles.in(words);
            if (dropped.isPresent()) {
                code = execute(List.of(new Intent.Upload(dropped.get())), words);
            } else if (ChatWord.of(words).isPresent()) {
                code = command("/help");
            } else if (words.startsWith("/") && !words.substring(1).contains("/") && !Files.exists(Path.of(words))) {
                code = command(words);
            } else {
                code = execute(Intents.of(words), words);
            }
        } catch (InterruptedException e) {
            code = detach();
        } catch (RuntimeException e) {
            // During a call to the server, Ctrl-C causes that call to fail.
            code = Thread.interrupted() ? detach() : invocation.output().report(e);
        } finally {
            watch.close();
        }
        transcript.ended(code);
        worst = ExitCode.worst(worst, code);
    }

    private void print(String words) {
        invocation.statusOutput().info(words);
        transcript.replied(words);
    }

    private int detach() {
        print("Stopped waiting. The job continues. To check it, enter \"status\"; to stop it, enter /cancel.");
        return ExitCode.DONE.number();
    }

    /** Carries out the intents in order. The first one that fails ends the line, because the rest was meant to follow it. */
    private int execute(List<Intent> intents, String words) throws InterruptedException {
        for (var intent : intents) {
            transcript.asked(intent.word());
            int code = execute(intent, words);
            transcript.ended(code);
            if (code != ExitCode.DONE.number()) {
                return code;
            }
        }
        return ExitCode.DONE.number();
    }

    private int execute(Intent intent, String words) throws InterruptedException {
        if (intent instanceof Intent.Credits) {
            return others.credits(account());
        }
        if (intent instanceof Intent.Upload upload) {
            return upload(upload.files(), words);
        }
        if (intent instanceof Intent.Edit edit) {
            var wish = Prompts.checked(edit.message());
            begin(words);
            return edit(wish);
        }
        begin(words);
        return intent instanceof Intent.State
                ? others.status()
                : export(queue(new TurnSpec.Export(Optional.of(delivery())), Optional.empty())
                        .turns());
    }

    /** Makes one edit. If the finished video was requested and the backend had it ready, also follows the export after the edit. */
    private int edit(String wish) throws InterruptedException {
        var film = FilmRequest.in(wish) ? Optional.of(delivery()) : Optional.<Delivery>empty();
        var runner = new TurnRunner(invocation, access, session);
        long start = System.nanoTime();
        int code;
        try {
            var turn = new TurnSpec.Edit(wish, film);
            var most = left();
            code = runner.run(turn, queue(turn, most), false, JobTerms.limited(most));
        } finally {
            // An edit that is left running costs credits as well.
            edits.add(runner.number());
        }
        ring(start);
        var export = access.sessions().view(session).turns().stream()
                .filter(turn -> turn.isExport() && turn.group() == runner.number())
                .map(Turn::number)
                .toList();
        if (code != ExitCode.DONE.number() || export.isEmpty()) {
            return code;
        }
        transcript.ended(code);
        transcript.asked(new Intent.Export().word());
        return export(export);
    }

    private int export(List<Integer> turns) throws InterruptedException {
        long start = System.nanoTime();
        int code = new JobRunner(invocation, access, session).follow(turns);
        ring(start);
        access.sessions().view(session).turns().stream()
                .filter(turn -> turns.contains(turn.number()))
                .forEach(turn -> transcript.turn(Documents.turn(turn, access.lists())));
        return code;
    }

    /** Rings the bell for the end of work that took long. */
    private void ring(long startNanos) {
        if (lines.interactive() && System.nanoTime() - startNanos > BELL_AFTER.toNanos()) {
            invocation.statusOutput().bell();
        }
    }

    /** The rest of the limit for this conversation. */
    private Optional<Double> left() {
        return maxCredits.map(limit -> Math.max(
                0,
                limit
                        - access.sessions().view(session).turns().stream()
                                .filter(turn -> edits.contains(turn.number()))
                                .flatMap(turn -> turn.cost().stream())
                                .mapToDouble(Double::doubleValue)
                                .sum()));
    }

    private int upload(List<String> sources, String words) throws InterruptedException {
        if (sources.isEmpty()) {
            throw CommandFailure.usage("Specify a path or URL, for example: upload photos/cat.jpg");
        }
        var uploadIntake = new UploadIntake(invocation, false);
        var here = Optional.of(session).filter(any -> ready);
        var intakeResult = uploadIntake.admit(sources, here, IntakeResult.Skipping.REFUSE);
        var files = uploadIntake.enter(intakeResult, access, here, IntakeResult.Skipping.OFFER);
        var held = uploadIntake.held();
        held.among(intakeResult)
                .forEach(source -> print("Not added again: session " + session + " already has "
                        + Printable.line(source) + ". To add it again: longtake upload " + session + " "
                        + Printable.line(source) + " --add-duplicates"));
        var fresh = held.fresh(files);
        if (fresh.isEmpty()) {
            return ExitCode.DONE.number();
        }
        begin(words);
        var turn = access.lists().adding(fresh, false);
        return new TurnRunner(invocation, access, session)
                .run(turn, queue(turn, Optional.empty()), false, JobTerms.NONE);
    }

    /**
     * Queues the request of a line. It stays recorded only until it is answered: a user who leaves a turn running and repeats the
     * line makes a new request.
     */
    private Request queue(TurnSpec turn, Optional<Double> limit) {
        var request = invocation
                .requests()
                .record(RequestContents.messageRequest(session, turn), new RequestIdentity.ByContent(), session);
        if (request.isResumed()) {
            invocation
                    .statusOutput()
                    .info("The same request was sent at " + request.since()
                            + " and was not answered. Checking that request instead of queueing it twice.");
        }
        var queued = access.queues().enqueue(session, List.of(turn), JobTerms.limited(limit), request);
        queued.told();
        return queued;
    }

    /** Starts the session with the first message, which determines its language. */
    private void begin(String firstWords) {
        if (ready) {
            return;
        }
        var backend = access.backend();
        access.readyAccount(backend);
        access.control().start(access.spec(session, backend, language.apply(firstWords)));
        ready = true;
    }

    private String account() {
        return ready ? access.sessions().view(session).spec().accountId() : access.readyAccount(access.backend());
    }

    private Delivery delivery() {
        var path = Output.film(
                invocation.environment().workingDirectory(), freeName().toString());
        return new FilmDelivery(invocation.home(), invocation.store()).to(path, Delivery.Existing.KEEP);
    }

    /** {@code NAME.mp4} in the working directory, with a number if that file exists; an existing file is kept. */
    private Path freeName() {
        var path = invocation.environment().resolve(session + ".mp4");
        for (int i = 2; Files.exists(path); i++) {
            path = invocation.environment().resolve(session + "-" + i + ".mp4");
        }
        return path;
    }

    private int command(String words) throws InterruptedException {
        var parts = words.toLowerCase(Locale.ROOT).split("\\s+", -1);
        transcript.asked("command");
        switch (parts[0]) {
            case "/help" -> print(HELP);
            case "/cancel" -> {
                return cancel(parts.length > 1 ? parts[1] : "all");
            }
            default -> throw CommandFailure.usage("Unknown command " + parts[0] + ". Commands: /help, /cancel, /quit.");
        }
        return ExitCode.DONE.number();
    }

    private int cancel(String word) throws InterruptedException {
        if (!ready) {
            print("Nothing to cancel.");
            return ExitCode.DONE.number();
        }
        var scope =
                switch (word) {
                    case "all" -> CancelTurns.Scope.ALL;
                    case "edit" -> CancelTurns.Scope.EDITS;
                    case "export" -> CancelTurns.Scope.EXPORTS;
                    default -> throw CommandFailure.usage("/cancel accepts edit or export, not '" + word + "'.");
                };
        return others.cancel(scope);
    }
}
