package io.longtake.workflows.media;

/** Heartbeat details of an upload; bytes of the current file. */
public record UploadProgress(int file, int files, String name, long sentBytes, long totalBytes) {}
