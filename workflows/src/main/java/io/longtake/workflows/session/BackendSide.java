package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What a session knows of its backend session.
 *
 * @param session empty before the first call and after a rebuild
 * @param tokenGeneration the lowest generation of the account's token that this session may use
 * @param timeline as last verified
 * @param media the files at the backend, in upload order: a list of {@code UploadedMedia}; empty before the first
 *     upload
 * @param kept every file ever uploaded, once, for a rebuild: a list of {@code MediaRef}
 */
public record BackendSide(
        @JsonProperty("session") Optional<BackendSession> session,

        @JsonProperty(value = "tokenGeneration", required = true)
        int tokenGeneration,

        @JsonProperty("timeline") Optional<TimelineSnapshot> timeline,
        @JsonProperty("media") Optional<MediaListing> media,
        @JsonProperty("kept") Optional<MediaListing> kept) {
    static BackendSide initial() {
        return new BackendSide(Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Number of files over all backend sessions; a file added again with {@code --add-duplicates} counts each time. */
    int fileCount() {
        return Math.max(
                media.map(MediaListing::count).orElse(0),
                kept.map(MediaListing::count).orElse(0));
    }

    /** The upload with which a rebuild starts; empty if no file was ever uploaded. */
    Optional<TurnSpec.AddMedia> uploadEverything() {
        return kept.map(files -> new TurnSpec.AddMedia(files, new FileNames(files.count(), List.of()), true));
    }

    BackendSide opened(BackendSession opened) {
        return new BackendSide(Optional.of(opened), tokenGeneration, timeline, media, kept);
    }

    BackendSide usingToken(int generation) {
        return new BackendSide(session, generation, timeline, media, kept);
    }

    BackendSide verified(TimelineSnapshot snapshot) {
        return new BackendSide(session, tokenGeneration, Optional.of(snapshot), media, kept);
    }

    BackendSide uploaded(UploadReport report) {
        return new BackendSide(session, tokenGeneration, timeline, report.held(), report.kept());
    }

    /** The state for a new backend session, which is empty; the kept files are uploaded again. */
    BackendSide startedOver() {
        return new BackendSide(Optional.empty(), tokenGeneration, Optional.empty(), Optional.empty(), kept);
    }
}
