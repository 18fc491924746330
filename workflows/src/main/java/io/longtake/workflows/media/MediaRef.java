package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Bytes in the media store.
 *
 * @param sha256 of the content, lower-case hex; also its address
 * @param name the file's name as the person knows it, without folders
 * @param contentType as sniffed from the content, not from the name
 */
public record MediaRef(
        @JsonProperty("sha256") String sha256,
        @JsonProperty(value = "bytes", required = true) long bytes,
        @JsonProperty("name") String name,
        @JsonProperty("contentType") String contentType) {}
