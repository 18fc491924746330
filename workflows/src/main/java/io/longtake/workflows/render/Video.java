package io.longtake.workflows.render;

import io.longtake.workflows.media.MediaRef;

/** A verified video in the media store. */
public record Video(MediaRef file, int widthPx, int heightPx, long durationMs) {}
