package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The balance, in credits. {@code frozen} is reserved for running work. */
public record Credits(
        @JsonProperty(value = "available", required = true) double available,
        @JsonProperty(value = "frozen", required = true) double frozen,
        @JsonProperty(value = "total", required = true) double total) {
    /** {@code 40}, or {@code 2.5}. */
    public static String plain(double credits) {
        return credits == Math.rint(credits) ? Long.toString((long) credits) : Double.toString(credits);
    }
}
