package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Edits of a session's present life that were done and are in the archive by now, as its reader found them.
 *
 * @param archivedTurns how many turns the archive held then; where more have come since, the edits are not all
 * @param edits in the order in which they were made
 */
public record ArchivedEdits(
        @JsonProperty(value = "archivedTurns", required = true)
        int archivedTurns,

        @JsonProperty("edits") List<TurnSpec.Edit> edits) {
    public ArchivedEdits {
        edits = List.copyOf(edits);
    }
}
