package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link MediaListing} refers to: JSON in the media store, in no payload. A list that grows is a chain of documents, so
 * that what was written stays as it is.
 *
 * @param <T> {@link MediaRef} in the list of a request and of what is kept, {@link UploadedMedia} in that of what is at the
 *     backend
 * @param before the list that this one goes on
 */
public record ListingDocument<T>(
        @JsonProperty("before") Optional<MediaListing> before,
        @JsonProperty("files") List<T> files) {
    public ListingDocument {
        files = List.copyOf(files);
    }
}
