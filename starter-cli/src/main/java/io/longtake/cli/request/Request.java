package io.longtake.cli.request;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One request of a running command. Its state is stored; see {@link RequestBook}. */
public final class Request {
    private static final Duration TOUCH_INTERVAL = Duration.ofSeconds(30);

    private final RequestBook book;
    private final Path file;
    private final boolean resumed;
    private RequestRecord record;
    private Instant lastTouched;
    private boolean startsWhenQueued;
    private Optional<Request> asked = Optional.empty();

    Request(RequestBook book, Path file, RequestRecord record, boolean resumed) {
        this.book = book;
        this.file = file;
        this.record = record;
        this.resumed = resumed;
        this.lastTouched = book.now();
    }

    RequestRecord record() {
        return record;
    }

    /** Returns the request ID that is sent to the session in this attempt. */
    public String id() {
        return record.attempt() == 1 ? record.key() : record.key() + "-" + record.attempt();
    }

    /** Returns the session's name when the request was first made. */
    public String session() {
        return record.session();
    }

    /** Whether an earlier command recorded the request. */
    public boolean isResumed() {
        return resumed;
    }

    /** Returns when the request was first sent, for the user: "14:02". */
    public String since() {
        return RequestBook.clock(Instant.ofEpochMilli(record.sinceMillis()));
    }

    /** Whether its turns are known to be queued. */
    public boolean isQueued() {
        return !record.queued().isEmpty();
    }

    /** Whether an earlier attempt failed temporarily, so that this one continues with the remaining turns. */
    public boolean continues() {
        return record.left().isPresent();
    }

    /**
     * Marks that queueing itself changes the session, so that a failed attempt is recorded even if none of its turns is
     * done.
     */
    public void startsWhenQueued() {
        startsWhenQueued = true;
    }

    /**
     * Marks that this request answers a question of another one, in the same command. The other stays recorded until this
     * one's result is reported: the same command then resumes both.
     */
    Request answering(Request other) {
        asked = Optional.of(other);
        return this;
    }

    /** Returns the numbers of its turns; empty until the reply was received. */
    public List<Integer> turns() {
        return record.queued();
    }

    /** Returns the first run ID of the session that has the turns, if known. */
    public Optional<String> lineage() {
        return record.lineage();
    }

    /** Returns those of the request's turns that still have to be queued; the others are done. */
    public <T> List<T> leftOver(List<T> turns) {
        return turns.subList(Math.max(0, turns.size() - record.left().orElse(turns.size())), turns.size());
    }

    public void queued(List<Integer> numbers) {
        change(record.queuedAs(numbers));
    }

    public void belongsTo(String lineage) {
        if (record.lineage().isEmpty()) {
            change(record.ofLineage(lineage));
        }
    }

    private void change(RequestRecord next) {
        record = next;
        book.change(file, next);
    }

    /** Reports that the command still works on the request, which extends the time for which it stays recorded. */
    public void alive() {
        asked.ifPresent(Request::alive);
        var now = book.now();
        if (Duration.between(lastTouched, now).abs().compareTo(TOUCH_INTERVAL) > 0) {
            lastTouched = now;
            book.touch(file);
        }
    }

    /** The work that follows a request to its end. */
    public interface Following {
        int run() throws InterruptedException;
    }

    /**
     * Runs the work. If it fails with {@link ExitCode#NOT_FOUND}, the result counts as reported, because a repeated
     * command would get the same one.
     *
     * @return the exit code of the work
     */
    public int following(Following work) throws InterruptedException {
        try {
            return work.run();
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                told();
            }
            throw e;
        }
    }

    /**
     * Records that the user has seen this outcome. After a temporary failure, completed turns stay completed, and the
     * same command continues with the remaining ones. If turns wait for an unknown outcome, the same command follows
     * them again.
     */
    public void ended(JobOutcome verdict, SessionView view) {
        if (verdict.status() == JobOutcome.Status.RUNNING) {
            touch();
            return;
        }
        boolean continuesWithMoreCredits = startsWhenQueued && verdict.exitCode() == ExitCode.NO_CREDITS;
        if (verdict.exitCode() != ExitCode.TEMPORARY && !continuesWithMoreCredits) {
            told();
            return;
        }
        int done = doneOf(view);
        if (done == 0 && record.left().isEmpty() && !startsWhenQueued && asked.isEmpty()) {
            discard();
        } else {
            change(record.next(done));
        }
    }

    private void touch() {
        asked.ifPresent(Request::touch);
        book.touch(file);
    }

    /** Returns how many turns of this attempt are done, counted from the first up to one that is not. */
    private int doneOf(SessionView view) {
        return (int) record.queued().stream()
                .takeWhile(number -> view.turns().stream()
                        .anyMatch(turn -> turn.number() == number && turn.status() == TurnStatus.DONE))
                .count();
    }

    /**
     * Records that the user has seen the result: the same content is a new request from now on. A request with an ID
     * stays recorded.
     */
    public void told() {
        // The question comes first: if it alone stayed recorded, the same command would answer it again.
        asked.ifPresent(Request::told);
        if (record.name().isEmpty()) {
            book.remove(file, record);
        } else {
            book.touch(file);
        }
    }

    /**
     * Records that the session rejected the request and queued nothing. Turns completed by an earlier attempt still
     * count in a later one.
     *
     * @param temporary whether the same request may be accepted soon
     */
    public void refused(boolean temporary) {
        if (temporary || continues()) {
            touch();
        } else {
            discard();
        }
    }

    /**
     * Removes a request that was not accepted and of which nothing is queued. The same content or ID is then a new
     * request.
     */
    public void discard() {
        book.remove(file, record);
    }
}
