package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Heartbeat details of an upload; sizes in bytes of the current file. */
public record UploadProgress(
        @JsonProperty(value = "file", required = true) int file,
        @JsonProperty(value = "files", required = true) int files,
        @JsonProperty("name") String name,
        @JsonProperty(value = "sentBytes", required = true) long sentBytes,
        @JsonProperty(value = "totalBytes", required = true) long totalBytes) {}
