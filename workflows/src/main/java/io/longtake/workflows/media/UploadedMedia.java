package io.longtake.workflows.media;

/**
 * A file at the backend.
 *
 * @param source what was uploaded
 * @param backendKey what tells this upload from others in the state: the hash the backend gave it, else its URL, else its
 *     name
 */
public record UploadedMedia(MediaRef source, String backendKey) {}
