package io.longtake.workflows.render;

/** The render's report to its session. */
public record RenderEnded(String renderId, int exportTurn, RenderOutcome outcome) {}
