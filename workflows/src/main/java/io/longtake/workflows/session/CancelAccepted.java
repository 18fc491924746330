package io.longtake.workflows.session;

import java.util.List;

/** The turns that were told to stop; how each ends is in the view. */
public record CancelAccepted(List<Integer> turns) {}
