package io.longtake.workflows.session;

import io.longtake.workflows.render.RenderOutcome;
import java.util.Optional;

/** A render of this session; without an outcome it runs. */
public record RenderRecord(String renderId, int exportTurn, Optional<RenderOutcome> outcome) {}
