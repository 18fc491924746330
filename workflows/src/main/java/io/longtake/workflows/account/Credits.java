package io.longtake.workflows.account;

/** The balance. {@code frozen} is reserved for running work. */
public record Credits(double available, double frozen, double total) {}
