package io.longtake.workflows.session;

/** Asks for a new backend session with the kept media, and the edits again if {@code replayEdits}: they are paid again. */
public record RebuildSession(String requestId, boolean replayEdits) {}
