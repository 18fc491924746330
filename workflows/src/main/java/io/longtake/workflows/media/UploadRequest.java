package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import java.util.Optional;

/**
 * Files for one session: of a list, those from a place on, at most {@code Limits.FILES_PER_REQUEST}.
 *
 * @param from how many files of the list come before
 * @param addDuplicates also those whose content the session holds; otherwise they are left out
 * @param held the uploads that this session already counts as its own; what the state lists beyond them was brought there by
 *     an earlier try of this same request, and is adopted instead of uploaded again
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
