package io.longtake.activities.nemo;

import java.util.Optional;
import java.util.regex.Pattern;

/** Frees a backend's words of credentials: a backend that repeats the token it refuses must not bring it into a log. */
final class Redaction {
    private static final Pattern LOOKS_SECRET = Pattern.compile("(?i)bearer\\s+\\S+|\\b(?:nmv_usr_|clm_)[\\w.~+/=-]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 400;

    private Redaction() {}

    static String clean(String words, Optional<AccessToken> token) {
        String text = token.map(t -> words.replace(t.reveal(), "[token]")).orElse(words);
        text = CONTROL.matcher(LOOKS_SECRET.matcher(text).replaceAll("[token]"))
                .replaceAll(" ")
                .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
