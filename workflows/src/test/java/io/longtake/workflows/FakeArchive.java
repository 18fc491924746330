package io.longtake.workflows;

import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.FindRequest;
import io.longtake.workflows.session.ReadEdits;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The documents with the archived turns of sessions. */
public final class FakeArchive {
    /** Small, so that the history of a few edits has several parts. */
    private static final int PART_BYTES = 2_000;

    private final Map<MediaRef, ArchiveTurns> documents = new ConcurrentHashMap<>();

    public MediaRef put(ArchiveTurns document) {
        // Named by its content, as in the media store.
        String name = Integer.toHexString(document.hashCode());
        MediaRef ref = new MediaRef("archive-" + name, 1, "turns.json", "application/json");
        documents.put(ref, document);
        return ref;
    }

    public EditHistory.Page edits(ReadEdits request) {
        return EditHistory.empty()
                .and(documents(request.document()).stream()
                        .flatMap(document -> document.turns().stream())
                        .toList())
                .page(request.from(), PART_BYTES);
    }

    public FindRequest.Found find(FindRequest request) {
        return new FindRequest.Found(documents(request.document()).stream()
                .flatMap(document -> document.requests().stream())
                .filter(handled -> handled.requestId().equals(request.requestId()))
                .findFirst());
    }

    /** The documents of a session, oldest first. */
    public List<ArchiveTurns> documents(MediaRef newest) {
        List<ArchiveTurns> chain = new ArrayList<>();
        Optional<MediaRef> next = Optional.of(newest);
        while (next.isPresent()) {
            ArchiveTurns document = documents.get(next.get());
            if (document == null) {
                throw ApplicationFailure.newNonRetryableFailure(
                        next.get().name() + " is not there", FailureType.MEDIA_MISSING.name());
            }
            chain.add(0, document);
            next = document.previous();
        }
        return chain;
    }
}
