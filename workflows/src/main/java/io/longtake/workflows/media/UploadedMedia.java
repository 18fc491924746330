package io.longtake.workflows.media;

/**
 * A file at the backend.
 *
 * @param source what was uploaded
 * @param backendKey what tells this upload from others in the state: the backend's URL, else its hash, else the name
 */
public record UploadedMedia(MediaRef source, String backendKey) {}
