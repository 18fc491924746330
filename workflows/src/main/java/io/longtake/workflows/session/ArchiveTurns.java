package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/**
 * Old turns and requests for the archive: a chain of documents, each naming the one before.
 *
 * @param renders of the exports among the turns; the session may still have some of them at hand
 * @param requests answered ones that the session does not remember any longer
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
