package io.longtake.cli.job;

import io.longtake.cli.client.JobTerms;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.request.Request;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.EditDocument;
import io.longtake.cli.session.FileLists;
import io.longtake.workflows.chat.MessageReading.Question;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Queues one turn, follows it and reports the result. Shared by edit and upload. */
public final class TurnRunner {
    private final Invocation invocation;
    private final SessionAccess access;
    private final String session;
    private int number;
    private Optional<BiFunction<Request, String, Request>> answers = Optional.empty();
    /** A question that is not reported, because it is answered next. */
    private Optional<Question> toAnswer = Optional.empty();

    public TurnRunner(Invocation invocation, SessionAccess access, String session) {
        this.invocation = invocation;
        this.access = access;
        this.session = session;
    }

    /**
     * Answers a question about the consequences of the edit in advance, with yes. Further questions are reported.
     *
     * @param recording given the request that led to the question, records the request of an edit with this prompt
     */
    public void answering(BiFunction<Request, String, Request> recording) {
        answers = Optional.of(recording);
    }

    /** Returns the number of the last queued turn; 0 if there is none. */
    public int number() {
        return number;
    }

    /**
     * Queues the turn, unless an earlier command has done so, and follows it. The request stays recorded until its
     * result is reported; with {@code detach}, until the queueing is reported.
     *
     * @param terms the conditions of the job
     */
    public int run(TurnSpec spec, Request request, boolean detach, JobTerms terms) throws InterruptedException {
        var queued = request.isQueued() ? request : access.queues().enqueue(session, List.of(spec), terms, request);
        number = queued.turns().get(0);
        int code = queued.following(() -> QueuedJob.of(
                invocation,
                session,
                failure -> stillRunning(spec, failure),
                () -> conclude(spec, queued, detach, terms.maxCredits())));
        return toAnswer.isPresent() ? answer(queued, toAnswer.get(), terms) : code;
    }

    private int conclude(TurnSpec spec, Request request, boolean detach, Optional<Double> maxCredits)
            throws InterruptedException {
        invocation.endIntake();
        if (maxCredits.isPresent() && !request.isResumed()) {
            Budget.warning(maxCredits, access.sessions().view(session), number)
                    .ifPresent(invocation.statusOutput()::info);
        }
        if (detach) {
            invocation
                    .output()
                    .result(
                            Map.of("number", number, "kind", spec.kind(), "status", "queued"),
                            () -> Integer.toString(number));
            invocation.statusOutput().info("Queued. To follow it: longtake wait " + session);
            request.told();
            return ExitCode.DONE.number();
        }
        var lineage = JobRunner.lineage(access, session, Optional.of(request));
        invocation.watch().queued(session, lineage, List.of(number));
        invocation.output().events().started(session, List.of(number));
        var view = Archive.completed(follow(request), access.store(), List.of(number));
        boolean same = access.sessions().lineage(session).equals(lineage);
        var verdict = same ? JobOutcome.on(view, List.of(number)).whenIdle(session) : JobOutcome.ofPreviousRun(session);
        var turn = view.turns().stream()
                .filter(one -> same && one.number() == number)
                .findFirst();
        var question = turn.filter(Turn.EditTurn.class::isInstance).flatMap(one -> ((Turn.EditTurn) one).question());
        if (question.filter(Question::confirms).isPresent() && answers.isPresent()) {
            toAnswer = question;
            return verdict.exitCode().number();
        }
        invocation
                .output()
                .result(
                        turn.map(one -> document(one, verdict, access.lists()))
                                .orElseGet(() -> Documents.previousRunTurn(number, spec, verdict)),
                        () -> turn.filter(one -> one.status() == TurnStatus.DONE)
                                .map(Turn::report)
                                .orElse(""));
        if (verdict.status() != JobOutcome.Status.COMPLETED) {
            invocation
                    .statusOutput()
                    .always(verdict.failure().map(Failure::message).orElseGet(() -> turn.map(Turn::report)
                            .orElse("")));
            question.ifPresent(asked -> invocation.statusOutput().always(EditDocument.commands(session, asked)));
        }
        request.ended(verdict, view);
        return verdict.exitCode().number();
    }

    /** Sends the answer to a question. The request that led to it is reported with its result. */
    private int answer(Request asked, Question question, JobTerms terms) throws InterruptedException {
        var recording = answers.orElseThrow();
        answers = Optional.empty();
        toAnswer = Optional.empty();
        var request = question.choices().get(0).request();
        invocation.output().addToResult("answered", question.text());
        invocation.statusOutput().info(question.text() + " Answered with --yes: " + request);
        return run(new TurnSpec.Edit(request), recording.apply(asked, request), false, terms);
    }

    private Map<String, @Nullable Object> stillRunning(TurnSpec spec, CommandFailure failure) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("number", number);
        document.put("kind", spec.kind());
        document.put("status", "running");
        document.put("prompt", spec instanceof TurnSpec.Edit edit ? edit.prompt() : null);
        if (spec instanceof TurnSpec.Edit edit) {
            document.put("replayOf", edit.replayOf().orElse(null));
            document.putAll(EditDocument.effect(Optional.empty()));
        }
        document.put("report", "");
        document.put("error", CommandOutput.error(failure));
        return document;
    }

    /**
     * Returns the turn's document. A turn that waits for an unknown outcome has no failure of its own, so the error is
     * taken from the job's outcome.
     */
    private static Map<String, @Nullable Object> document(Turn turn, JobOutcome verdict, FileLists lists) {
        var document = Documents.turn(turn, lists);
        if (turn.failure().isEmpty()) {
            document.put("error", verdict.failure().map(ErrorDocument::of).orElse(null));
        }
        return document;
    }

    private SessionView follow(Request request) throws InterruptedException {
        try (var notice = new InterruptNotice(invocation, session)) {
            // Reports only later turns, because this turn's end is the command's result.
            return new Follower(access, invocation.statusOutput()).follow(session, number + 1, now -> {
                request.alive();
                return notice.watching() && JobRunner.over(now, List.of(number));
            });
        }
    }
}
