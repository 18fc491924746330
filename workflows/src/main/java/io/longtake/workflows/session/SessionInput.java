package io.longtake.workflows.session;

import java.util.Optional;

/** A session's argument: its spec, and in later runs what the run before knew. */
public record SessionInput(SessionSpec spec, Optional<SessionState> carried) {}
