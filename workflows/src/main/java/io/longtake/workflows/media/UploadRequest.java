package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import java.util.Optional;

/**
 * An upload for one session: the files of a list from an offset on, at most {@code Limits.FILES_PER_REQUEST}.
 *
 * @param from number of files in the list before the first one to upload
 * @param addDuplicates whether to upload files whose content the session already has; otherwise they are skipped
 * @param held the uploads that the session already counts as its own; files that the backend's state lists beyond them
 *     were uploaded by an earlier attempt of this request, and are adopted instead of uploaded again
 * @param kept every file that was ever uploaded, for a rebuild
 */
public record UploadRequest(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("session") BackendSession session,
        @JsonProperty("files") MediaListing files,
        @JsonProperty(value = "from", required = true) int from,

        @JsonProperty(value = "addDuplicates", required = true)
        boolean addDuplicates,

        @JsonProperty("held") Optional<MediaListing> held,
        @JsonProperty("kept") Optional<MediaListing> kept) {}
