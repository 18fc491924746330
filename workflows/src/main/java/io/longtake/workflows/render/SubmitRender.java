package io.longtake.workflows.render;

import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.BackendSession;

/** Submits the draft under an id decided before. */
public record SubmitRender(AccountLease account, BackendSession session, String renderId, MediaRef draft) {}
