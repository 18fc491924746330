package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The turns that were told to stop; how each ends is in the view. */
public record CancelAccepted(@JsonProperty("turns") List<Integer> turns) {}
