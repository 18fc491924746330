package io.longtake.activities.nemo.answer;

/**
 * The balance.
 *
 * @param frozen the part that is reserved for running work
 */
public record Credits(long available, long frozen, long total) {}
