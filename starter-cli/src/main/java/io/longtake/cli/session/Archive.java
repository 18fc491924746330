package io.longtake.cli.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.media.MediaStore;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All turns of a session: those it still has, and older ones from the documents its runs have put into the media store. */
public final class Archive {
    private static final ObjectMapper JSON = Payloads.mapper();

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
     * The edits of the session's present life that were done, all that went to the archive, in the order in which they were
     * made.
     *
     * @throws CommandFailure exit 3, when a document isn't in this home's store
     */
    public static List<Turn> edits(SessionView view, MediaStore store) {
        var found = new ArrayList<Turn>();
        var next = view.archive();
        while (next.isPresent()) {
            var document = read(view, store, next.get());
            found.addAll(
                    0,
                    document.turns().stream()
                            .filter(turn -> isDoneEdit(view, turn))
                            .toList());
            next = document.previous();
        }
        return List.copyOf(found);
    }

    /**
     * The view with all of these turns, also those that went to the archive before they were looked at; without them where the
     * archive isn't in this home.
     */
    public static SessionView with(SessionView view, MediaStore store, List<Integer> numbers) {
        var missing = new ArrayList<>(numbers);
        view.turns().forEach(turn -> missing.remove(Integer.valueOf(turn.number())));
        if (missing.isEmpty() || view.archive().isEmpty()) {
            return view;
        }
        try {
            var archived = turns(
                            view,
                            store,
                            missing.stream().mapToInt(Integer::intValue).min().getAsInt(),
                            missing.stream().mapToInt(Integer::intValue).max().getAsInt())
                    .stream()
                    .filter(turn -> missing.contains(turn.number()));
            return view.withTurns(Stream.concat(archived, view.turns().stream()).toList());
        } catch (CommandFailure elsewhere) {
            return view;
        }
    }

    /** An edit of the session's present life that a rebuild repeats. */
    public static boolean isDoneEdit(SessionView view, Turn turn) {
        return turn.number() >= view.lifeBegan()
                && turn.status() == TurnStatus.DONE
                && turn.spec() instanceof TurnSpec.Edit;
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
            return JSON.readValue(store.path(document).toFile(), ArchiveTurns.class);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "ArchiveMissing",
                    "The older turns of " + view.spec().name() + " are not to be had in this home: " + e.getMessage(),
                    e);
        }
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
