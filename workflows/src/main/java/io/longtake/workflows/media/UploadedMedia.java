package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file at the backend.
 *
 * @param source the uploaded file
 * @param backendKey distinguishes this upload from others in the backend's state: the hash that the backend assigned,
 *     otherwise its URL, otherwise its name
 */
public record UploadedMedia(
        @JsonProperty("source") MediaRef source,
        @JsonProperty("backendKey") String backendKey) {}
