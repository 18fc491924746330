package io.longtake.workflows.render;

/** Heartbeat details of a download. {@code totalBytes} is -1 where the server does not say. */
public record DownloadProgress(long receivedBytes, long totalBytes) {}
