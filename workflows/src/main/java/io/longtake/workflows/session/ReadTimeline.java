package io.longtake.workflows.session;

import io.longtake.workflows.account.AccountLease;

public record ReadTimeline(AccountLease account, BackendSession session) {}
