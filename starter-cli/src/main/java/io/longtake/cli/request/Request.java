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

/** One request, as a command has it in hand. What becomes of it is put on file; see {@link RequestBook}. */
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

    /** Under which the session knows what is sent now. */
    public String id() {
        return note.attempt() == 1 ? note.key() : note.key() + "-" + note.attempt();
    }

    /** As the session was called when the wish was first made. */
    public String session() {
        return note.session();
    }

    /** Whether an earlier command put it on file. */
    public boolean isResumed() {
        return resumed;
    }

    /** When it was first sent, for people: "14:02". */
    public String since() {
        return RequestBook.clock(Instant.ofEpochMilli(note.sinceMillis()));
    }

    /** Whether its turns are queued, as far as a command saw. */
    public boolean isQueued() {
        return !note.queued().isEmpty();
    }

    /** Whether an earlier attempt of it ended for a reason that passes, so that this one goes on behind it. */
    public boolean goesOn() {
        return note.left().isPresent();
    }

    /** Being queued has changed the session: also an attempt of which no turn is done is not as if nothing had been asked. */
    public void beginsWhenQueued() {
        beginsWhenQueued = true;
    }

    /** The numbers of its turns; none as long as no answer was seen. */
    public List<Integer> turns() {
        return note.queued();
    }

    /** The first run of the session that has them, where that is known. */
    public Optional<String> lineage() {
        return note.lineage();
    }

    /** Of the turns it was made of those that have to be queued: the others are done. */
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

    /** The command still works on it: its hour begins anew. */
    public void alive() {
        var now = book.now();
        if (Duration.between(lastSign, now).abs().compareTo(SIGN_EVERY) > 0) {
            lastSign = now;
            book.touch(file);
        }
    }

    /** Following it to its end. */
    public interface Following {
        int run() throws InterruptedException;
    }

    /**
     * Follows it; where there is nothing left to follow, a repeated command would be told the same.
     *
     * @return what the work returns
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
     * The person was told this end. After one for a reason that passes, what was done stays done: the same command goes on
     * behind it. Turns that wait behind one with an unknown end have none yet: the same command takes them up again.
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

    /** How many turns of this attempt are done, from the first one on. */
    private int doneOf(SessionView view) {
        return (int) note.queued().stream()
                .takeWhile(number -> view.turns().stream()
                        .anyMatch(turn -> turn.number() == number && turn.status() == TurnStatus.DONE))
                .count();
    }

    /** The person was told its end: the same wish is a new request from now on. One with an id from outside stays on file. */
    public void told() {
        if (note.name().isEmpty()) {
            book.remove(file, note);
        } else {
            book.touch(file);
        }
    }

    /**
     * The session said no, and queued nothing. What an earlier attempt has done counts also later, once the reason is gone.
     *
     * @param temporary whether the same request may be taken soon
     */
    public void refused(boolean temporary) {
        if (temporary || goesOn()) {
            book.touch(file);
        } else {
            withdrawn();
        }
    }

    /** It was not taken, and nothing of it is queued: the same wish, or the same id, is a new request. */
    public void withdrawn() {
        book.remove(file, note);
    }
}
