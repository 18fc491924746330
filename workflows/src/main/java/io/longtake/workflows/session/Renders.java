package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The renders of a session's exports.
 *
 * @param records in the order in which they were decided
 */
public record Renders(@JsonProperty("records") List<RenderRecord> records) {
    public Renders {
        records = List.copyOf(records);
    }

    static Renders none() {
        return new Renders(List.of());
    }

    // ---- queries ----

    List<RenderRecord> of(int exportTurn) {
        return records.stream().filter(r -> r.exportTurn() == exportTurn).toList();
    }

    Optional<RenderRecord> last(int exportTurn) {
        return of(exportTurn).stream().reduce((earlier, later) -> later);
    }

    /** The running render of an export. */
    Optional<RenderRecord> live(int exportTurn) {
        return of(exportTurn).stream().filter(r -> r.outcome().isEmpty()).findFirst();
    }

    RenderRecord record(String renderId) {
        return records.stream()
                .filter(r -> r.renderId().equals(renderId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no render " + renderId));
    }

    Optional<RenderOutcome> outcome(String renderId) {
        return record(renderId).outcome();
    }

    /**
     * A render that the backend reported as failed is retried once, unless the user has decided what to do with it. The
     * same applies to a render that the backend lacks although a run before a reset used its place: that run had frozen
     * another draft.
     */
    boolean mayTryAgain(Turn.ExportTurn export, RenderRecord render) {
        return render.outcome().orElse(null) instanceof RenderOutcome.Failed failed
                && (failed.atBackend() || (isFollowed(render) && failed.why().type() == FailureType.RENDER_LOST))
                && render.aim().filter(aim -> aim != RenderPurpose.FOLLOW).isEmpty()
                && !export.stopping()
                && of(export.number()).size() < Limits.RENDERS_PER_EXPORT;
    }

    private static boolean isFollowed(RenderRecord render) {
        return render.aim().equals(Optional.of(RenderPurpose.FOLLOW));
    }

    /** The render whose workflow reported the end of a render of another draft. */
    Optional<RenderRecord> displacedBy(String reportedId) {
        return records.stream().filter(r -> r.isDisplacedBy(reportedId)).findFirst();
    }

    // ---- transitions ----

    Renders decided(String renderId, int exportTurn) {
        return new Renders(Stream.concat(records.stream(), Stream.of(RenderRecord.decided(renderId, exportTurn)))
                .toList());
    }

    /** Resumes the last render of an export under its existing id. */
    Renders again(int exportTurn, Optional<RenderPurpose> aim) {
        RenderRecord last = last(exportTurn)
                .orElseThrow(() -> new IllegalStateException("export " + exportTurn + " has no render"));
        return change(last.renderId(), r -> r.again(aim));
    }

    Renders followed(String renderId) {
        return change(renderId, RenderRecord::followed);
    }

    /** The workflow of this render exists already: a run of this session before a reset started it. */
    Renders foundExisting(String renderId) {
        return change(renderId, RenderRecord::foundExisting);
    }

    Renders resumed(String renderId) {
        return change(renderId, RenderRecord::resumed);
    }

    /** A report about an ended render changes nothing. */
    Renders ended(String renderId, RenderOutcome outcome) {
        return change(renderId, r -> r.outcome().isEmpty() ? r.ended(outcome) : r);
    }

    /**
     * Removes old records.
     *
     * @param listed the turns in the session's state, whose records are needed
     */
    Renders shortened(Set<Integer> listed) {
        List<RenderRecord> kept = records.subList(Math.max(0, records.size() - Limits.KEPT_RENDERS), records.size());
        return new Renders(records.stream()
                .filter(r -> r.outcome().isEmpty() || kept.contains(r) || listed.contains(r.exportTurn()))
                .toList());
    }

    private Renders change(String renderId, UnaryOperator<RenderRecord> how) {
        return new Renders(records.stream()
                .map(r -> r.renderId().equals(renderId) ? how.apply(r) : r)
                .toList());
    }
}
