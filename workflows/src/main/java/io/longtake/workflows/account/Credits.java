package io.longtake.workflows.account;

/** The balance. {@code frozen} is reserved for running work. */
public record Credits(double available, double frozen, double total) {
    /** {@code 40}, or {@code 2.5}. */
    public static String plain(double credits) {
        return credits == Math.rint(credits) ? Long.toString((long) credits) : Double.toString(credits);
    }
}
