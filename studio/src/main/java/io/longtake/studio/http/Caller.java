package io.longtake.studio.http;

/** A user whose token was accepted. */
public record Caller(String userId, String tokenHash) {}
