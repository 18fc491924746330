package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The turns that were requested to stop; the view shows how each one ends. */
public record CancelAccepted(@JsonProperty("turns") List<Integer> turns) {}
