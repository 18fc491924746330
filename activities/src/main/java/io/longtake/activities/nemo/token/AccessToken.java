package io.longtake.activities.nemo.token;

import io.longtake.files.digest.Sha256;

/**
 * The credential of one account at one backend. Only {@link #reveal()} returns its text; a log line, a failure or a debugger that
 * prints the object shows a fingerprint instead.
 */
public final class AccessToken {
    private static final int LONGEST = 8192;

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if the text is not allowed in an HTTP header; the message does not contain the text */
    public static AccessToken of(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A token has 1 to " + LONGEST + " characters; this one has " + value.length() + ".");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "A token contains only visible ASCII characters; this one contains a space or other characters.");
        }
        return new AccessToken(value);
    }

    /** The token in plain text; only for the Authorization header and for sealing. */
    public String reveal() {
        return value;
    }

    /** Whether the backend issued the token to a user without an account. */
    public boolean anonymous() {
        return value.startsWith("nmv_usr_");
    }

    /** Twelve hexadecimal digits that distinguish tokens and reveal nothing about them. */
    public String fingerprint() {
        return Sha256.of(value).substring(0, 12);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[" + fingerprint() + "]";
    }
}
