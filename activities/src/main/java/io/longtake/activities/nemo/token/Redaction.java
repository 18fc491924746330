package io.longtake.activities.nemo.token;

import java.util.Optional;
import java.util.regex.Pattern;

/** Frees a backend's words of credentials: a backend that repeats the token it refuses must not bring it into a log or a history. */
public final class Redaction {
    private static final String INSTEAD = "[token]";
    /** {@code \b} differs between versions of Java beside letters that are not ASCII (JDK-8264160). */
    private static final String START = "(?<![A-Za-z0-9_])";

    private static final Pattern ISSUED = Pattern.compile("(?:nmv_usr_|" + START + "clm_)[\\w.~+/=-]+");
    /** In running text a bearer may carry a torch; what follows one as a token is long. */
    private static final Pattern LONG_BEARER = Pattern.compile("(?i)" + START + "bearer\\s+[\\w.~+/=-]{16,}");

    private static final Pattern ANY_BEARER = Pattern.compile("(?i)" + START + "bearer\\s+\\S+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST_MESSAGE = 400;
    /** So much of a token at the end of a text is the beginning of the token, not of a word. */
    private static final int TELLING = 8;

    private final Optional<AccessToken> token;

    private Redaction(Optional<AccessToken> token) {
        this.token = token;
    }

    /** @param token what the request carried */
    public static Redaction of(AccessToken token) {
        return new Redaction(Optional.of(token));
    }

    public static Redaction of(Optional<AccessToken> token) {
        return new Redaction(token);
    }

    /** Words of any length, line breaks kept; also where the token came in pieces, or only its beginning has come so far. */
    public String free(String words) {
        String text = token.map(t -> without(words, t.reveal())).orElse(words);
        return LONG_BEARER.matcher(ISSUED.matcher(text).replaceAll(INSTEAD)).replaceAll(INSTEAD);
    }

    /** The words of a refusal: one line, not long. */
    public String clean(String words) {
        String text = CONTROL.matcher(ANY_BEARER.matcher(free(words)).replaceAll(INSTEAD))
                .replaceAll(" ")
                .strip();
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
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

    /** @return where the secret that begins at {@code start} ends, white space inside it passed over; -1 if none begins there */
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
