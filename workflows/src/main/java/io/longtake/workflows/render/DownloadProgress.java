package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Heartbeat details of a download, and the details of its failure.
 *
 * @param receivedBytes of the file, those that earlier attempts kept included
 * @param totalBytes of the file, -1 where the server does not say
 * @param bytesPerSecond over the last seconds; 0 while nothing arrives
 */
public record DownloadProgress(
        @JsonProperty(value = "receivedBytes", required = true)
        long receivedBytes,

        @JsonProperty(value = "totalBytes", required = true) long totalBytes,

        @JsonProperty(value = "bytesPerSecond", required = true)
        long bytesPerSecond) {}
