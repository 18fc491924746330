package io.longtake.activities.account;

import io.longtake.activities.nemo.token.AccessToken;

/** A token in the open, in a worker's memory only, and which of its account's tokens it is. */
public record Credential(AccessToken token, int generation) {}
