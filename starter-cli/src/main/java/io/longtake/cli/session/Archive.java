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

/**
 * Reads all turns of a session: those in its view, and older ones from the documents that its runs stored in the media
 * store.
 */
public final class Archive {
    private Archive() {}

    /**
     * Returns the turns in this range in order. Reads only as many documents as needed.
     *
     * @throws CommandFailure exit 3, if a document is not in this home's store
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
     * Returns the history of the session's edits.
     *
     * @throws CommandFailure exit 3, if a document is not in this home's store
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
     * Returns the view with these turns and their renders, including archived ones, so that it shows the result of a
     * job of any age. Turns whose document is not in this home's store are omitted.
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

    /** Skips renders that are still in the view, because the archive has an earlier state of them. */
    private static List<RenderRecord> rendersOf(List<Turn> turns, ArchiveTurns document, SessionView view) {
        var exports = turns.stream().map(Turn::number).collect(Collectors.toSet());
        var inMemory = view.renders().stream().map(RenderRecord::renderId).collect(Collectors.toSet());
        return document.renders().stream()
                .filter(render -> exports.contains(render.exportTurn()) && !inMemory.contains(render.renderId()))
                .toList();
    }

    /** Returns the number of the last turn; 0 if there is none. */
    public static int last(SessionView view) {
        return view.turns().stream().mapToInt(Turn::number).max().orElse(view.archivedTurns());
    }

    /**
     * Returns the lowest number from which on no turn is missing. Turns end out of order, so a turn in the view may be
     * older than archived ones.
     */
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

    /** The turns that the user requested as {@code FROM..TO}; either end may be omitted. */
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

        /** Returns the span of a page. The first page has the latest turns. */
        public static Span page(int page, int size, int last) {
            long to = last - (long) (page - 1) * size;
            return new Span((int) Math.max(1, to - size + 1), (int) Math.max(0, to));
        }
    }
}
