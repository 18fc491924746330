package io.longtake.workflows.session;

import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;

/** Old turns for the archive: a chain of documents, each naming the one before. */
public record ArchiveTurns(String session, Optional<MediaRef> previous, List<Turn> turns) {}
