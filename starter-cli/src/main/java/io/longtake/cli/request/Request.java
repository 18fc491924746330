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
    private static final Duration SIGN_EVERY = Duration.ofSeconds(30);

    private final RequestBook book;
    private final Path file;
    private final boolean resumed;
    private RequestRecord note;
    private Instant lastSign;
    private boolean beginsWhenQueued;

    Request(RequestBook book, Path file, RequestRecord note, boolean resumed) {
        this.book = book;
        this.file = file;
        this.note = note;
        this.resumed = resumed;
        this.lastSign = book.now();
    }

    RequestRecord note() {
        return note;
    }

    /** Returns the request ID that is sent to the session in this attempt. */
    public String id() {
        return note.attempt() == 1 ? note.key() : note.key() + "-" + note.attempt();
    }

    /** Returns the session's name when the request was first made. */
    public String session() {
        return note.session();
    }

    /** Whether an earlier command recorded the request. */
    public boolean isResumed() {
        return resumed;
    }

    /** Returns when the request was first sent, for the user: "14:02". */
    public String since() {
        return RequestBook.clock(Instant.ofEpochMilli(note.sinceMillis()));
    }

    /** Whether its turns are known to be queued. */
    public boolean isQueued() {
        return !note.queued().isEmpty();
    }

    /** Whether an earlier attempt failed temporarily, so that this one continues with the remaining turns. */
    public boolean goesOn() {
        return note.left().isPresent();
    }

    /**
     * Marks that queueing itself changes the session, so that a failed attempt is recorded even if none of its turns is
     * done.
     */
    public void beginsWhenQueued() {
        beginsWhenQueued = true;
    }

    /** Returns the numbers of its turns; empty until the reply was received. */
    public List<Integer> turns() {
        return note.queued();
    }

    /** Returns the first run ID of the session that has the turns, if known. */
    public Optional<String> lineage() {
        return note.lineage();
    }

    /** Returns those of the request's turns that still have to be queued; the others are done. */
    public <T> List<T> leftOver(List<T> turns) {
        return turns.subList(Math.max(0, turns.size() - note.left().orElse(turns.size())), turns.size());
    }

    public void queued(List<Integer> numbers) {
        change(note.queuedAs(numbers));
    }

    public void belongsTo(String lineage) {
        if (note.lineage().isEmpty()) {
            change(note.ofLineage(lineage));
        }
    }

    private void change(RequestRecord next) {
        note = next;
        book.change(file, next);
    }

    /** Reports that the command still works on the request, which extends the time for which it stays recorded. */
    public void alive() {
        var now = book.now();
        if (Duration.between(lastSign, now).abs().compareTo(SIGN_EVERY) > 0) {
            lastSign = now;
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
            book.touch(file);
            return;
        }
        boolean goesOnWithMoreCredits = beginsWhenQueued && verdict.exitCode() == ExitCode.NO_CREDITS;
        if (verdict.exitCode() != ExitCode.TEMPORARY && !goesOnWithMoreCredits) {
            told();
            return;
        }
        int done = doneOf(view);
        if (done == 0 && note.left().isEmpty() && !beginsWhenQueued) {
            withdrawn();
        } else {
            change(note.next(done));
        }
    }

    /** Returns how many turns of this attempt are done, counted from the first up to one that is not. */
    private int doneOf(SessionView view) {
        return (int) note.queued().stream()
                .takeWhile(number -> view.turns().stream()
                        .anyMatch(turn -> turn.number() == number && turn.status() == TurnStatus.DONE))
                .count();
    }

    /**
     * Records that the user has seen the result: the same content is a new request from now on. A request with an ID
     * stays recorded.
     */
    public void told() {
        if (note.name().isEmpty()) {
            book.remove(file, note);
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
        if (temporary || goesOn()) {
            book.touch(file);
        } else {
            withdrawn();
        }
    }

    /**
     * Removes a request that was not accepted and of which nothing is queued. The same content or ID is then a new
     * request.
     */
    public void withdrawn() {
        book.remove(file, note);
    }
}
