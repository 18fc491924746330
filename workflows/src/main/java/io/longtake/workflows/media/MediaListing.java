package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Files by reference: payloads contain this instead of the files themselves, so that their size does not depend on the
 * number of files.
 *
 * @param document a {@link ListingDocument} in the media store
 * @param count number of files in it and in the documents before it
 */
public record MediaListing(
        @JsonProperty("document") MediaRef document,
        @JsonProperty(value = "count", required = true) int count) {}
