package io.longtake.studio.account;

/**
 * Credits.
 *
 * @param available to be spent
 * @param frozen reserved for work that runs
 * @param total both together
 */
public record Balance(int available, int frozen, int total) {}
