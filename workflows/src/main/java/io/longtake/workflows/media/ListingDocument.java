package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The target of a {@link MediaListing}: JSON in the media store, never in a payload. A growing list is a chain of
 * documents, so that existing documents never change.
 *
 * @param <T> {@link MediaRef} in the list of a request and of the kept files, {@link UploadedMedia} in the list of the
 *     files at the backend
 * @param before the list that this one continues
 */
public record ListingDocument<T>(
        @JsonProperty("before") Optional<MediaListing> before,
        @JsonProperty("files") List<T> files) {
    public ListingDocument {
        files = List.copyOf(files);
    }
}
