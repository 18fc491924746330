package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file at the backend.
 *
 * @param source what was uploaded
 * @param backendKey what tells this upload from others in the state: the hash the backend gave it, else its URL, else its
 *     name
 */
public record UploadedMedia(
        @JsonProperty("source") MediaRef source,
        @JsonProperty("backendKey") String backendKey) {}
