package io.longtake.network.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Content-Range} header (RFC 9110, 14.4).
 *
 * @param first offset of the first byte; -1 in the form that a 416 response uses
 * @param length length of the whole file, -1 if the server does not know it
 */
record ContentRange(long first, long length) {
    private static final Pattern FORM = Pattern.compile("bytes\\s+(?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static Optional<ContentRange> read(@Nullable String header) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        long first = form.group(1) == null ? -1 : Long.parseLong(form.group(1));
        return Optional.of(new ContentRange(first, form.group(2).equals("*") ? -1 : Long.parseLong(form.group(2))));
    }
}
