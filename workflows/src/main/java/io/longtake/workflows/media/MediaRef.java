package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file in the media store.
 *
 * @param sha256 digest of the content in lower-case hexadecimal; also its address
 * @param name the file's name as the user knows it, without folders
 * @param contentType detected from the content, not from the name
 */
public record MediaRef(
        @JsonProperty("sha256") String sha256,
        @JsonProperty(value = "bytes", required = true) long bytes,
        @JsonProperty("name") String name,
        @JsonProperty("contentType") String contentType) {}
