package io.longtake.cli.job;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.SessionQueues;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.outcome.JobOutcome.Status;
import io.longtake.cli.prune.Pruning;
import io.longtake.cli.request.Request;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.EditDocument;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Follows queued turns to their end and reports the result. Shared by make, export and wait. */
public final class JobRunner {
    private final Invocation invocation;
    private final SessionAccess access;
    private final String session;
    private Optional<BiFunction<Request, String, Request>> answers = Optional.empty();
    /** A question that is not reported, because it is answered next. */
    private Optional<Question> toAnswer = Optional.empty();

    public JobRunner(Invocation invocation, SessionAccess access, String session) {
        this.invocation = invocation;
        this.access = access;
        this.session = session;
    }

    /**
     * Answers a question about the consequences of the job's edit in advance, with yes. Further questions are reported.
     *
     * @param queueing given the request that led to the question, queues an edit with this prompt and the rest of the job,
     *     unless an earlier command has done so
     */
    public void answering(BiFunction<Request, String, Request> queueing) {
        answers = Optional.of(queueing);
    }

    /** Returns the JSON document of a job that failed before it could be followed. */
    public static Map<String, @Nullable Object> failed(@Nullable String session, CommandFailure failure) {
        return unfinished(session, isOpen(failure) ? "unknown" : "failed", Optional.of(failure));
    }

    /**
     * Returns the JSON document of a session whose state could not be read. After a temporary failure its status is
     * unknown.
     */
    public static Map<String, @Nullable Object> failureDocument(String session, CommandFailure failure) {
        return failure.exitCode() == ExitCode.TEMPORARY
                ? unfinished(session, "unknown", Optional.of(failure))
                : failed(session, failure);
    }

    private static boolean isOpen(CommandFailure failure) {
        return failure.exitCode() == ExitCode.UNKNOWN || failure.type().equals(SessionQueues.MAY_BE_QUEUED);
    }

    private static Map<String, @Nullable Object> unfinished(
            @Nullable String session, String status, Optional<CommandFailure> failure) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", session);
        document.put("status", status);
        document.put("renderId", null);
        document.put("output", null);
        document.put("question", null);
        document.put("error", failure.map(CommandOutput::error).orElse(null));
        return document;
    }

    /** Leaves the job running and prints how to follow it again. */
    public int detach(Request request) {
        invocation.output().result(unfinished(session, "running", Optional.empty()), () -> session);
        invocation.statusOutput().info("The job continues in the background. To follow it: longtake wait " + session);
        request.told();
        return ExitCode.DONE.number();
    }

    public int follow(List<Integer> turns) throws InterruptedException {
        return follow(turns, Optional.empty());
    }

    /** @param limit how long to wait; then the result is that the job still runs, with exit code 75 */
    public int follow(List<Integer> turns, Optional<Duration> limit) throws InterruptedException {
        return runQueued(() -> conclude(turns, Optional.empty(), limit));
    }

    /** Follows turns of an earlier job, unless the session that had them was closed and its name used again. */
    public int follow(List<Integer> turns, String lineage) throws InterruptedException {
        if (access.sessions().lineage(session).equals(lineage)) {
            return follow(turns);
        }
        var verdict = JobOutcome.ofPreviousRun(session);
        invocation.output().result(Documents.job(session, verdict, Optional.empty(), Optional.empty()), () -> "");
        invocation.statusOutput().always(sentence(verdict));
        return verdict.exitCode().number();
    }

    /** Follows a request whose turns are queued. The request stays recorded until its result is reported. */
    public int follow(Request request) throws InterruptedException {
        int code = request.following(
                () -> runQueued(() -> conclude(request.turns(), Optional.of(request), Optional.empty())));
        return toAnswer.isPresent() ? answer(request, toAnswer.get()) : code;
    }

    /** Sends the answer to a question and the rest of the job. The request that led to it is reported with its result. */
    private int answer(Request asked, Question question) throws InterruptedException {
        var queueing = answers.orElseThrow();
        answers = Optional.empty();
        toAnswer = Optional.empty();
        var reply = question.choices().get(0).request();
        invocation.output().addToResult("answered", question.text());
        invocation.statusOutput().info(question.text() + " Answered with --yes: " + reply);
        return follow(queueing.apply(asked, reply));
    }

    /** Runs work that comes after the job is queued. A failure of the command does not count as a failure of the job. */
    public int runQueued(QueuedJob.Work work) throws InterruptedException {
        return QueuedJob.of(invocation, session, failure -> unfinished(session, "running", Optional.of(failure)), work);
    }

    private int conclude(List<Integer> turns, Optional<Request> request, Optional<Duration> limit)
            throws InterruptedException {
        var deadline = limit.map(Deadline::in);
        invocation.endIntake();
        var lineage = lineage(access, session, request);
        invocation.watch().queued(session, lineage, turns);
        invocation.output().events().started(session, turns);
        int first = turns.stream().mapToInt(Integer::intValue).min().orElse(1);
        SessionView view;
        try (var notice = new InterruptNotice(invocation, session)) {
            var end = new Follower(access, invocation.statusOutput()).follow(session, first, now -> {
                request.ifPresent(Request::alive);
                return notice.watching()
                        && (over(now, turns)
                                || deadline.filter(Deadline::isOver).isPresent());
            });
            if (deadline.isPresent() && !over(end, turns)) {
                return stillRunning(new StillRunning(session, limit.orElseThrow()), end);
            }
            view = Archive.completed(end, access.store(), turns);
        }
        var verdict = access.sessions().lineage(session).equals(lineage)
                ? JobOutcome.on(view, turns).whenIdle(session)
                : JobOutcome.ofPreviousRun(session);
        boolean resumed = request.filter(Request::isResumed).isPresent();
        var output = verdict.render()
                .filter(any -> verdict.status() == Status.COMPLETED)
                .flatMap(render -> delivered(view, render, resumed));
        var question = EditDocument.questionOf(view, turns).filter(any -> verdict.exitCode() == ExitCode.NEEDS_ANSWER);
        if (answers.isPresent() && question.filter(Question::confirms).isPresent()) {
            toAnswer = question;
            return verdict.exitCode().number();
        }
        invocation.output().result(Documents.job(session, verdict, output, question), () -> output.map(Path::toString)
                .orElseGet(() -> verdict.status() == Status.COMPLETED ? "done" : ""));
        if (verdict.status() != Status.COMPLETED) {
            invocation.statusOutput().always(sentence(verdict));
            question.ifPresent(asked -> invocation.statusOutput().always(EditDocument.commands(session, asked)));
        }
        request.ifPresent(one -> one.ended(verdict, view));
        Pruning.afterJob(invocation);
        return verdict.exitCode().number();
    }

    private int stillRunning(StillRunning failure, SessionView view) {
        var document = unfinished(session, "running", Optional.of(failure));
        RunningWork.of(access.sessions(), view).addTo(document);
        invocation.output().result(document, () -> "");
        invocation.statusOutput().always(failure.sentence());
        return failure.exitCode().number();
    }

    /**
     * Returns the lineage of the session that has the turns: the recorded one of an earlier command if known, else that
     * of the session that has the name now.
     */
    static String lineage(SessionAccess access, String session, Optional<Request> request) {
        var lineage = request.flatMap(Request::lineage)
                .orElseGet(() -> access.sessions().lineage(session));
        request.ifPresent(one -> one.belongsTo(lineage));
        return lineage;
    }

    /**
     * Ensures that the film is at the requested path and reports which film it replaced.
     *
     * @param resumed whether an earlier command may have reported the result already; a film that was removed since is
     *     then restored
     * @throws CommandFailure exit 1, with the render ID in the document, if the film can't be written to the path
     */
    private Optional<Path> delivered(SessionView view, RenderRecord render, boolean resumed) {
        invocation.output().onFailure(failure -> {
            var document = failed(session, failure);
            document.put("renderId", render.renderId());
            return document;
        });
        var films = new FilmDelivery(invocation.home(), invocation.store());
        var path = films.of(view, render);
        if (resumed) {
            path.ifPresent(there -> films.restoreIfMissing(view, render, there));
        }
        path.flatMap(there -> films.replacedBy(render, there)).ifPresent(this::printReplaced);
        return path;
    }

    private void printReplaced(DeliveredFilm earlier) {
        invocation
                .output()
                .addToResult("replaced", Map.of("session", earlier.session(), "renderId", earlier.renderId()));
        invocation.statusOutput().info(FilmDelivery.replacedSentence(earlier));
    }

    /**
     * Whether no turn is left to run: all have ended, or the remaining ones wait for an unknown outcome that only the
     * user can resolve.
     */
    public static boolean over(SessionView view, List<Integer> turns) {
        var ours = view.turns().stream()
                .filter(turn -> turns.contains(turn.number()))
                .toList();
        boolean running = view.turns().stream().anyMatch(turn -> turn.status() == TurnStatus.RUNNING);
        boolean stuck = !running && view.turns().stream().anyMatch(JobOutcome::blocks);
        return ours.stream().allMatch(turn -> turn.status().ended() || (stuck && turn.status() == TurnStatus.QUEUED));
    }

    private String sentence(JobOutcome verdict) {
        var why = verdict.failure().map(failure -> " " + failure.message()).orElse("");
        return switch (verdict.status()) {
            case CANCELLED -> "Cancelled." + why;
            case UNKNOWN ->
                "The outcome is unknown." + why
                        + (why.contains("longtake reconcile")
                                ? ""
                                : " Run `longtake reconcile " + session + "` before you try again.");
            case RUNNING -> why.strip();
            case FAILED, COMPLETED -> verdict.exitCode() == ExitCode.NEEDS_ANSWER ? why.strip() : "Failed." + why;
        };
    }
}
