package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What an upload came to.
 *
 * @param held what the session has at the backend now: what it had before, and these
 * @param kept what a rebuild would bring again, now
 * @param uploaded the files that were brought
 * @param leftOut those that the session held before by their content
 */
public record UploadReport(
        @JsonProperty("held") Optional<MediaListing> held,
        @JsonProperty("kept") Optional<MediaListing> kept,
        @JsonProperty("uploaded") FileNames uploaded,
        @JsonProperty("leftOut") FileNames leftOut) {}
