package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/**
 * Old turns and requests for the archive, which is a chain of documents: each refers to the previous one.
 *
 * @param renders renders of the exports among the turns; the session may still have some of them in its state
 * @param requests answered requests that the session removes from its state
 */
public record ArchiveTurns(
        @JsonProperty("session") String session,
        @JsonProperty("previous") Optional<MediaRef> previous,
        @JsonProperty("turns") List<Turn> turns,
        @JsonProperty("renders") List<RenderRecord> renders,
        @JsonProperty("requests") List<HandledRequest> requests) {
    public ArchiveTurns {
        turns = List.copyOf(turns);
        renders = List.copyOf(renders);
        requests = List.copyOf(requests);
    }
}
