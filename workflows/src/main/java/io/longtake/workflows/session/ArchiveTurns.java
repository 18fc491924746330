package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/** Old turns for the archive: a chain of documents, each naming the one before. */
public record ArchiveTurns(
        @JsonProperty("session") String session,
        @JsonProperty("previous") Optional<MediaRef> previous,
        @JsonProperty("turns") List<Turn> turns) {}
