package io.longtake.activities.account;

import io.longtake.activities.nemo.token.AccessToken;

/**
 * A decrypted token, which is kept in the worker's memory only.
 *
 * @param generation the token's number within its account
 */
public record Credential(AccessToken token, int generation) {}
