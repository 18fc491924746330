package io.longtake.activities.nemo.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Removes credentials from a backend's text: if a backend repeats the token that it refuses, the token must not reach a log or a
 * history.
 */
public final class Redaction {
    private static final String INSTEAD = "[token]";
    /** {@code \b} is not used, because next to non-ASCII letters it differs between Java versions (JDK-8264160). */
    private static final String START = "(?<![A-Za-z0-9_])";

    private static final Pattern ISSUED = Pattern.compile("(?:nmv_usr_|" + START + "clm_)[\\w.~+/=-]+");
    /**
     * In ordinary text "bearer" may precede any word ("bearer of a torch"), so only a long value after it is treated as a token.
     */
    private static final Pattern LONG_BEARER = Pattern.compile("(?i)" + START + "bearer\\s+[\\w.~+/=-]{16,}");

    private static final Pattern ANY_BEARER = Pattern.compile("(?i)" + START + "bearer\\s+\\S+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int MAX_MESSAGE = 400;
    /**
     * In characters. At the end of a text, a match of this length is treated as the beginning of the token, not as part of a word.
     */
    private static final int TELLING = 8;

    private final Optional<AccessToken> token;

    private Redaction(Optional<AccessToken> token) {
        this.token = token;
    }

    /** @param token the token that the request carried */
    public static Redaction of(AccessToken token) {
        return new Redaction(Optional.of(token));
    }

    public static Redaction of(Optional<AccessToken> token) {
        return new Redaction(token);
    }

    /**
     * Redacts text of any length and keeps its line breaks. Also finds a token that is interrupted by white space, and the
     * beginning of a token at the end of the text.
     */
    public String free(String words) {
        String text = token.map(t -> without(words, t.reveal())).orElse(words);
        return LONG_BEARER.matcher(ISSUED.matcher(text).replaceAll(INSTEAD)).replaceAll(INSTEAD);
    }

    /** Redacts the text of a refusal, and shortens it to one line. */
    public String clean(String words) {
        String text = CONTROL.matcher(ANY_BEARER.matcher(free(words)).replaceAll(INSTEAD))
                .replaceAll(" ")
                .strip();
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static String without(String text, String secret) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = endOf(secret, text, i);
            kept.append(end > i ? INSTEAD : text.charAt(i));
            i = Math.max(end, i + 1);
        }
        return kept.toString();
    }

    /** @return the end of the secret that begins at {@code start}, ignoring white space within it; -1 if none begins there */
    private static int endOf(String secret, String text, int start) {
        int matched = 0;
        int i = start;
        for (; i < text.length() && matched < secret.length(); i++) {
            if (text.charAt(i) == secret.charAt(matched)) {
                matched++;
            } else if (matched == 0 || !Character.isWhitespace(text.charAt(i))) {
                return -1;
            }
        }
        return matched == secret.length() || matched >= TELLING ? i : -1;
    }
}
