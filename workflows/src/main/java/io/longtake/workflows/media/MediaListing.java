package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Files by reference: payloads carry this instead of the files themselves, whose number has no bearing on its size.
 *
 * @param document a {@link ListingDocument} in the media store
 * @param count how many files it lists, together with those of the documents before it
 */
public record MediaListing(
        @JsonProperty("document") MediaRef document,
        @JsonProperty(value = "count", required = true) int count) {}
