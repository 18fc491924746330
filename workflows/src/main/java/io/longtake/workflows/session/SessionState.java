package io.longtake.workflows.session;

/** Placeholder until the transitions stand. */
public record SessionState() {}
