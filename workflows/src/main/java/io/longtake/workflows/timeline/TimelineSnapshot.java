package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;

/**
 * The backend's state at one reading.
 *
 * @param fingerprint of the draft, independent of the order of its keys: equal fingerprints mean an equal timeline
 * @param draft the draft JSON as it was read, in the media store
 * @param summary the contract's one-line form, {@code Timeline (3 tracks): …}
 * @param exportable whether any track has a segment
 * @param uploads number of uploads in the state; the draft and the session's own list show which ones
 * @param details further details from the draft's metadata
 */
public record TimelineSnapshot(
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("draft") MediaRef draft,
        @JsonProperty("summary") String summary,
        @JsonProperty(value = "durationMs", required = true) long durationMs,
        @JsonProperty(value = "exportable", required = true) boolean exportable,
        @JsonProperty("tracks") List<TimelineTrack> tracks,
        @JsonProperty(value = "uploads", required = true) int uploads,
        @JsonProperty("details") List<TimelineDetail> details) {
    public TimelineSnapshot {
        tracks = List.copyOf(tracks);
        details = List.copyOf(details);
    }

    public boolean sameAs(TimelineSnapshot other) {
        return fingerprint.equals(other.fingerprint);
    }
}
