package io.longtake.cli.session;

import io.longtake.activities.media.MediaStore;
import io.longtake.activities.session.TurnDocuments;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All turns of a session: those it still has, and older ones from the documents its runs have put into the media store. */
public final class Archive {
    private Archive() {}

    /**
     * The turns with these numbers, in their order. Only as many documents are read as it takes.
     *
     * @throws CommandFailure exit 3, when a document isn't in this home's store
     */
    public static List<Turn> turns(SessionView view, MediaStore store, int from, int to) {
        var found = new ArrayList<>(view.turns());
        var next = view.archive();
        while (next.isPresent() && lowest(found) > from) {
            var document = read(view, store, next.get());
            found.addAll(document.turns());
            next = document.previous();
        }
        return found.stream()
                .filter(turn -> turn.number() >= from && turn.number() <= to)
                .sorted(Comparator.comparingInt(Turn::number))
                .toList();
    }

    /**
     * The history of the session's edits.
     *
     * @throws CommandFailure exit 3, when a document isn't in this home's store
     */
    public static EditHistory history(SessionView view, MediaStore store) {
        try {
            var archived = view.archive().isPresent()
                    ? new TurnDocuments(store).chain(view.archive().get())
                    : List.<ArchiveTurns>of();
            return EditHistory.empty()
                    .and(archived.stream()
                            .flatMap(document -> document.turns().stream())
                            .toList())
                    .and(view.turns());
        } catch (IOException e) {
            throw missing(view, e);
        }
    }

    /**
     * The view with these turns and their renders, also where they went to the archive: so it tells the end of a job, however
     * long ago that was. What isn't in this home's store stays away.
     */
    public static SessionView completed(SessionView view, MediaStore store, Collection<Integer> numbers) {
        var missing = new HashSet<>(numbers);
        view.turns().forEach(turn -> missing.remove(turn.number()));
        var turns = new ArrayList<Turn>();
        var renders = new ArrayList<RenderRecord>();
        var documents = new TurnDocuments(store);
        var next = view.archive();
        while (next.isPresent() && !missing.isEmpty()) {
            ArchiveTurns document;
            try {
                document = documents.read(next.get());
            } catch (IOException e) {
                break;
            }
            var wanted = document.turns().stream()
                    .filter(turn -> missing.remove(turn.number()))
                    .toList();
            turns.addAll(0, wanted);
            renders.addAll(0, rendersOf(wanted, document, view));
            next = document.previous();
        }
        return turns.isEmpty() ? view : view.withOlder(turns, renders);
    }

    /** Of a render that is at hand still, the archive has an earlier state. */
    private static List<RenderRecord> rendersOf(List<Turn> turns, ArchiveTurns document, SessionView view) {
        var exports = turns.stream().map(Turn::number).collect(Collectors.toSet());
        var atHand = view.renders().stream().map(RenderRecord::renderId).collect(Collectors.toSet());
        return document.renders().stream()
                .filter(render -> exports.contains(render.exportTurn()) && !atHand.contains(render.renderId()))
                .toList();
    }

    /** The number of the last turn; 0 where there is none. */
    public static int last(SessionView view) {
        return view.turns().stream().mapToInt(Turn::number).max().orElse(view.archivedTurns());
    }

    /** Turns end out of order, so one that stayed may be older than what went to the archive. */
    private static int lowest(List<Turn> turns) {
        var numbers = turns.stream().map(Turn::number).collect(Collectors.toSet());
        int lowest = Integer.MAX_VALUE;
        for (int expected = turns.stream().mapToInt(Turn::number).max().orElse(0);
                numbers.contains(expected);
                expected--) {
            lowest = expected;
        }
        return lowest;
    }

    private static ArchiveTurns read(SessionView view, MediaStore store, MediaRef document) {
        try {
            return new TurnDocuments(store).read(document);
        } catch (IOException e) {
            throw missing(view, e);
        }
    }

    private static CommandFailure missing(SessionView view, IOException why) {
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                "ArchiveMissing",
                "The older turns of " + view.spec().name() + " are not in this home: " + why.getMessage(),
                why);
    }

    /** Which turns a person wants to see, as {@code FROM..TO}, either end may be left out. */
    public record Span(int from, int to) {
        public static Optional<Span> of(String text) {
            var ends = text.strip().split("\\.\\.", -1);
            if (ends.length != 2 || !ends[0].matches("\\d{0,7}") || !ends[1].matches("\\d{0,7}")) {
                return Optional.empty();
            }
            var span = new Span(
                    ends[0].isEmpty() ? 1 : Integer.parseInt(ends[0]),
                    ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]));
            return Optional.of(span).filter(one -> one.from() <= one.to());
        }

        /** Pages of so many turns, the first of them with the latest. */
        public static Span page(int page, int size, int last) {
            long to = last - (long) (page - 1) * size;
            return new Span((int) Math.max(1, to - size + 1), (int) Math.max(0, to));
        }
    }
}
