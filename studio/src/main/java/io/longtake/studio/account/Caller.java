package io.longtake.studio.account;

/** A user whose token was accepted. */
public record Caller(String userId, String tokenHash) {}
