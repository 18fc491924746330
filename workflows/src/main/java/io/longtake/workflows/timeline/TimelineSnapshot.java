package io.longtake.workflows.timeline;

import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The backend's state at one reading.
 *
 * @param fingerprint of the draft, independent of the order of its keys: equal fingerprints mean an equal timeline
 * @param draft the draft JSON as it was read, in the media store
 * @param summary the contract's one-line form, {@code Timeline (3 tracks): …}
 * @param exportable some track has a segment
 * @param mediaKeys the keys of all uploads the state lists, see {@code UploadedMedia}
 * @param details what the draft's metadata tells besides; absent where an older version read it
 */
public record TimelineSnapshot(
        String fingerprint,
        MediaRef draft,
        String summary,
        long durationMs,
        boolean exportable,
        List<TimelineTrack> tracks,
        List<String> mediaKeys,
        Optional<List<TimelineDetail>> details) {
    public TimelineSnapshot {
        tracks = List.copyOf(tracks);
        mediaKeys = List.copyOf(mediaKeys);
        details = Objects.requireNonNullElse(details, Optional.<List<TimelineDetail>>empty())
                .map(List::copyOf);
    }

    /** A reading of tracks alone. */
    public TimelineSnapshot(
            String fingerprint,
            MediaRef draft,
            String summary,
            long durationMs,
            boolean exportable,
            List<TimelineTrack> tracks,
            List<String> mediaKeys) {
        this(fingerprint, draft, summary, durationMs, exportable, tracks, mediaKeys, Optional.empty());
    }

    public boolean sameAs(TimelineSnapshot other) {
        return fingerprint.equals(other.fingerprint);
    }
}
