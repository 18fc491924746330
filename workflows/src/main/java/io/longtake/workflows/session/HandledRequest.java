package io.longtake.workflows.session;

import java.util.List;

/** An update that was answered, so that the same id gets the same answer in a later run too. */
public record HandledRequest(String requestId, List<Integer> turns) {}
