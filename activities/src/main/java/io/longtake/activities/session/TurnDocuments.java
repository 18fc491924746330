package io.longtake.activities.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.media.MediaStore;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ArchiveTurns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents with the older turns of sessions, in the media store. Each session has a chain of them. */
public final class TurnDocuments {
    private static final ObjectMapper JSON = Payloads.mapper();

    private final MediaStore store;

    public TurnDocuments(MediaStore store) {
        this.store = store;
    }

    MediaRef write(ArchiveTurns document) throws IOException {
        return store.put(JSON.writeValueAsBytes(document), "turns.json", "application/json");
    }

    /** @throws IOException if the store does not have the complete document */
    public ArchiveTurns read(MediaRef document) throws IOException {
        return JSON.readValue(store.path(document).toFile(), ArchiveTurns.class);
    }

    /**
     * Returns a document and all documents before it, oldest first.
     *
     * @throws IOException as {@link #read}
     */
    public List<ArchiveTurns> chain(MediaRef newest) throws IOException {
        List<ArchiveTurns> chain = new ArrayList<>();
        Optional<MediaRef> next = Optional.of(newest);
        while (next.isPresent()) {
            ArchiveTurns document = read(next.get());
            chain.add(0, document);
            next = document.previous();
        }
        return chain;
    }
}
