package io.longtake.cli.delivery;

import io.longtake.activities.delivery.DamagedCopyException;
import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.activities.delivery.Deliveries;
import io.longtake.activities.delivery.ExistingFile;
import io.longtake.activities.delivery.OutputTakenException;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.files.durable.DiskErrors;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the output paths of films for commands, before anything is sent, and writes the films that no worker could write.
 * {@link Deliveries} implements the delivery itself.
 */
public final class FilmDelivery {
    /** The failure type of a command whose output already exists; nothing was sent. */
    public static final String OUTPUT_EXISTS = "OutputExists";

    private final String homeId;
    private final MediaStore store;
    private final Deliveries deliveries;

    public FilmDelivery(HomeFolder home, MediaStore store) {
        this(home.root(), home.id(), store);
    }

    /** @param homeId of this installation: paths of another installation are on another disk */
    FilmDelivery(Path home, String homeId, MediaStore store) {
        this.homeId = homeId;
        this.store = store;
        this.deliveries = new Deliveries(home, store);
    }

    /**
     * A delivery to a checked path.
     *
     * @throws CommandFailure exit 2, when the file exists and may not be replaced
     */
    public Delivery to(Path path, Existing existing) {
        refuseTaken(path, existing);
        return new Delivery(homeId, path.toString(), existing);
    }

    /**
     * Refuses an existing file. Unchanged films of this home may be replaced, because the media store keeps them.
     *
     * @throws CommandFailure exit 2, when the file exists and may not be replaced
     */
    public void refuseTaken(Path path, Existing existing) {
        existingFile(path).refusal(existing).ifPresent(what -> {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    OUTPUT_EXISTS,
                    Printable.line("The output " + path + " " + what
                            + ". Nothing was sent. Specify another file, or use --overwrite to replace this one."));
        });
    }

    private ExistingFile existingFile(Path path) {
        try {
            return deliveries.existingFile(path);
        } catch (IOException e) {
            return new ExistingFile.Theirs("exists and can't be read (" + DiskErrors.reason(e) + ")");
        }
    }

    /** The film of this home that a delivery to the path would replace, if the file does not change before then. */
    public Optional<DeliveredFilm> filmAt(Path path) {
        return existingFile(path) instanceof ExistingFile.Ours ours ? Optional.of(ours.film()) : Optional.empty();
    }

    /** The film of this home that was replaced by a render's film. */
    public Optional<DeliveredFilm> replacedBy(RenderRecord render, Path path) {
        try {
            return deliveries.replacedBy(render.renderId(), path);
        } catch (IOException e) {
            // An unreadable record gives no information.
            return Optional.empty();
        }
    }

    /** Whether the film of a completed render is kept. */
    public enum Keeping {
        KEPT,
        /** Removed by {@code prune}. */
        PRUNED,
        MISSING;

        /** As in the JSON contract. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the home has the film of a render; empty for a render that is not completed. */
    public Optional<Keeping> keeping(RenderRecord render) {
        return render.outcome()
                .filter(RenderOutcome.Completed.class::isInstance)
                .map(done -> keeping(((RenderOutcome.Completed) done).video().file()));
    }

    private Keeping keeping(MediaRef film) {
        try {
            store.check(film);
            return Keeping.KEPT;
        } catch (IOException e) {
            return wasRemoved(film) ? Keeping.PRUNED : Keeping.MISSING;
        }
    }

    private boolean wasRemoved(MediaRef film) {
        try {
            return store.removed(film.sha256()).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** The renders of a session whose films were pruned. */
    public List<RenderRecord> pruned(SessionView view) {
        return view.renders().stream()
                .filter(render -> keeping(render).equals(Optional.of(Keeping.PRUNED)))
                .toList();
    }

    /** A message for the user about pruned films; empty if there are none. */
    public Optional<String> prunedSentence(SessionView view) {
        var gone = pruned(view);
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((gone.size() == 1
                        ? "The film of render " + gone.get(0).renderId() + " was pruned"
                        : "The films of " + gone.size() + " renders were pruned")
                + ": this home no longer stores a copy. "
                + (view.phase() == SessionPhase.CLOSED
                        ? "The session is closed; `longtake make` makes a new film."
                        : "To render the current timeline: longtake export "
                                + view.spec().name() + " --output OUT.mp4"));
    }

    /** The command that delivers a film that was replaced by another. */
    /** What a film replaced, and how to get that film. */
    public static String replacedSentence(DeliveredFilm earlier) {
        return "This film replaced an earlier one at the same path, of session " + earlier.session()
                + ". A copy of that film is kept; to write it to another file: " + exportHint(earlier);
    }

    public static String exportHint(DeliveredFilm film) {
        return export(film.session(), film.renderId());
    }

    private static String export(String session, String renderId) {
        return "longtake export " + session + " --render " + renderId + " --output OTHER.mp4";
    }

    /**
     * The output path of a finished render that was followed to its end. Writes the file if no worker could, for example a worker
     * on another machine. A film of a later export at the same path is kept.
     *
     * @return empty when the render has no video, or none was requested in this installation
     * @throws CommandFailure exit 1, or 75 for a temporary reason, when the file can't be written; the film is kept, and the
     *     message says how to deliver it
     */
    public Optional<Path> of(SessionView view, RenderRecord render) {
        var wanted = deliveryInThisHome(view, render);
        if (wanted.isEmpty() || !(render.outcome().orElse(null) instanceof RenderOutcome.Completed done)) {
            return Optional.empty();
        }
        var path = Path.of(wanted.get().path());
        if (!done.delivered() && !isSuperseded(view, render, path)) {
            deliver(film(view, render, done), path, wanted.get().existing());
        }
        return Optional.of(path);
    }

    /**
     * Delivers a film again after its file was deleted; an existing file is kept.
     *
     * @throws CommandFailure exit 1, when the film can't be written; exit 3, when it is no longer kept
     */
    public void restoreIfMissing(SessionView view, RenderRecord render, Path path) {
        if (ExistingFile.isFree(path) && render.outcome().orElse(null) instanceof RenderOutcome.Completed done) {
            deliver(film(view, render, done), path, Existing.KEEP);
        }
    }

    /**
     * Writes a kept film to a path.
     *
     * @throws CommandFailure exit 1, or 75 for a temporary reason, when it can't be written; exit 3, when it is no longer kept
     */
    public void deliver(DeliveredFilm film, Path path, Existing existing) {
        try {
            deliveries.deliver(film, path, existing);
        } catch (MediaMissingException e) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "FilmMissing",
                    "The film of render " + film.renderId()
                            + (wasRemoved(film.file())
                                    ? " was removed from this home by `longtake prune`."
                                    : " is not stored in this home.")
                            + " To render the current timeline: longtake export " + film.session() + " --output "
                            + path,
                    e);
        } catch (DamagedCopyException e) {
            // The stored film may be damaged: rendering again is certain to help, copying again is not.
            throw CommandFailure.of(
                    "DELIVERY_FAILED",
                    Printable.line("The film is rendered, but it can't be delivered. " + e.getMessage()
                            + " To render again: longtake export " + film.session() + " --output " + path),
                    e);
        } catch (IOException e) {
            boolean taken = e instanceof OutputTakenException;
            // A full disk is a temporary reason; an existing file is not.
            throw CommandFailure.of(
                    taken ? "OUTPUT_TAKEN" : "DELIVERY_FAILED",
                    Printable.line("The film is rendered and kept, but " + e.getMessage()
                            + (taken ? " The file was not changed." : "")
                            + " To deliver the film without rendering again: "
                            + export(film.session(), film.renderId())),
                    e);
        }
    }

    /**
     * Writes a contact sheet to a path, by the same rules.
     *
     * @param sheet a complete PNG; the store takes ownership of the file
     * @throws CommandFailure exit 1, when it can't be written
     */
    public void deliverSheet(String session, Path sheet, Path path, Existing existing) throws IOException {
        var kept = store.adopt(sheet, session + ".png", "image/png");
        try {
            deliveries.deliver(new DeliveredFilm(session, "sheet-" + kept.sha256(), kept), path, existing);
        } catch (OutputTakenException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "OUTPUT_TAKEN",
                    Printable.line(
                            "The contact sheet was not written: " + e.getMessage() + " The file was not changed."),
                    e);
        }
    }

    /**
     * Writes the video of a finished render that no worker could deliver, if its path is free. Never replaces a file: a read-only
     * command must not undo a later change.
     *
     * @return why it could not be written, for the user
     */
    public Optional<String> fillGap(SessionView view, RenderRecord render) {
        var wanted = deliveryInThisHome(view, render).map(delivery -> Path.of(delivery.path()));
        if (wanted.isEmpty()
                || !(render.outcome().orElse(null) instanceof RenderOutcome.Completed done)
                || done.delivered()
                || !ExistingFile.isFree(wanted.get())
                || isSuperseded(view, render, wanted.get())) {
            return Optional.empty();
        }
        try {
            deliver(film(view, render, done), wanted.get(), Existing.KEEP);
            return Optional.empty();
        } catch (CommandFailure e) {
            return Optional.of(e.sentence());
        }
    }

    /** The film of a finished render of the session; empty if there is no finished render with that id. */
    public Optional<DeliveredFilm> kept(SessionView view, String renderId) {
        return view.renders().stream()
                .filter(render -> render.renderId().equals(renderId))
                .flatMap(render -> render.outcome().stream()
                        .filter(RenderOutcome.Completed.class::isInstance)
                        .map(done -> film(view, render, (RenderOutcome.Completed) done)))
                .findFirst();
    }

    /** A film that this home has delivered before, by its render. */
    public Optional<DeliveredFilm> delivered(String session, String renderId) {
        try {
            return deliveries.find(renderId).filter(film -> film.session().equals(session));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static DeliveredFilm film(SessionView view, RenderRecord render, RenderOutcome.Completed done) {
        return new DeliveredFilm(
                view.spec().name(), render.renderId(), done.video().file());
    }

    private Optional<Delivery> deliveryInThisHome(SessionView view, RenderRecord render) {
        return deliveries(view)
                .filter(export -> export.getKey() == render.exportTurn())
                .map(Map.Entry::getValue)
                .filter(delivery -> delivery.homeId().equals(homeId))
                .findFirst();
    }

    /** Whether a later export with the same path exists that has not failed and was not cancelled. */
    private static boolean isSuperseded(SessionView view, RenderRecord render, Path path) {
        return deliveries(view)
                .filter(export -> export.getKey() > render.exportTurn())
                .anyMatch(export -> Path.of(export.getValue().path()).equals(path));
    }

    /** The requested outputs of the exports that may have a film, by turn number. */
    private static Stream<Map.Entry<Integer, Delivery>> deliveries(SessionView view) {
        return view.turns().stream()
                .filter(turn -> turn.status() != TurnStatus.FAILED && turn.status() != TurnStatus.CANCELLED)
                .flatMap(turn -> turn.spec() instanceof TurnSpec.Export export
                        ? export.delivery().stream().map(delivery -> Map.entry(turn.number(), delivery))
                        : Stream.empty());
    }
}
