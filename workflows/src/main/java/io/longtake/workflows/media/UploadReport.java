package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The result of an upload.
 *
 * @param held the files that the session now has at the backend: the previous ones and the uploaded ones
 * @param kept the files that a rebuild would now upload again
 * @param uploaded the uploaded files
 * @param leftOut files not uploaded because the session already had their content
 */
public record UploadReport(
        @JsonProperty("held") Optional<MediaListing> held,
        @JsonProperty("kept") Optional<MediaListing> kept,
        @JsonProperty("uploaded") FileNames uploaded,
        @JsonProperty("leftOut") FileNames leftOut) {}
