package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Heartbeat details of a download, and details of its failure.
 *
 * @param receivedBytes bytes received, including those that earlier attempts stored
 * @param totalBytes size of the file in bytes, -1 if the server does not send it
 * @param bytesPerSecond over the last few seconds; 0 while nothing arrives
 */
public record DownloadProgress(
        @JsonProperty(value = "receivedBytes", required = true)
        long receivedBytes,

        @JsonProperty(value = "totalBytes", required = true) long totalBytes,

        @JsonProperty(value = "bytesPerSecond", required = true)
        long bytesPerSecond) {}
