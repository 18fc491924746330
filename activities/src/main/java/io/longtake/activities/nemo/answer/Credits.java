package io.longtake.activities.nemo.answer;

/** The balance: {@code frozen} is reserved for running work. */
public record Credits(long available, long frozen, long total) {}
