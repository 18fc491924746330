package io.longtake.studio.account;

/**
 * A credit balance.
 *
 * @param available credits that can be spent
 * @param frozen credits reserved for work in progress
 * @param total the sum of both
 */
public record Balance(int available, int frozen, int total) {}
