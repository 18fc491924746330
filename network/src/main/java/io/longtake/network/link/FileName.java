package io.longtake.network.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the name of a fetched file. */
final class FileName {
    private static final int LONGEST = 120;

    /** In characters; a longer Content-Disposition header is ignored. */
    private static final int MAX_HEADER = 4096;

    /** A parameter of Content-Disposition (RFC 6266): a token, or a quoted string with escapes. */
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*([A-Za-z0-9!#$&+.^_`|~*-]+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]*))");

    /** RFC 8187: a character set, a language, which is ignored here, and percent-encoded bytes. */
    private static final Pattern EXTENDED = Pattern.compile("([A-Za-z0-9-]+)'[^']*'(.*)");

    private static final Pattern ENDING = Pattern.compile(".*\\.[A-Za-z0-9]{2,5}");

    private FileName() {}

    /**
     * The name given by the server; otherwise the last part of the requested URL if it looks like a file name,
     * otherwise the last part of the URL that the redirects led to.
     */
    static String of(@Nullable String contentDisposition, Link asked, Link found) {
        return fromHeader(contentDisposition)
                .map(FileName::safe)
                .filter(name -> !name.isEmpty())
                .or(() -> Optional.of(safe(asked.lastSegment()))
                        .filter(name -> ENDING.matcher(name).matches()))
                .or(() -> Optional.of(safe(found.lastSegment())).filter(name -> !name.isEmpty()))
                .or(() -> Optional.of(safe(asked.lastSegment())).filter(name -> !name.isEmpty()))
                .orElse("download");
    }

    /**
     * {@code filename*} takes precedence over {@code filename}, as RFC 6266 requires; empty if neither can be parsed.
     */
    static Optional<String> fromHeader(@Nullable String header) {
        Optional<String> plain = Optional.empty();
        Optional<String> extended = Optional.empty();
        Matcher parameter = PARAMETER.matcher(header == null || header.length() > MAX_HEADER ? "" : header);
        while (parameter.find()) {
            String value =
                    parameter.group(2) != null ? parameter.group(2).replaceAll("\\\\(.)", "$1") : parameter.group(3);
            String name = parameter.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("filename*")) {
                extended = extended.or(() -> decoded(value));
            } else if (name.equals("filename")) {
                plain = plain.or(() -> Optional.of(value));
            }
        }
        return extended.isPresent() ? extended : plain;
    }

    private static Optional<String> decoded(String value) {
        Matcher form = EXTENDED.matcher(value);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(form.group(1));
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes(form.group(2))))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String encoded) {
        byte[] text = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(text.length);
        for (int i = 0; i < text.length; i++) {
            boolean escape = text[i] == '%' && i + 2 < text.length;
            if (escape) {
                String hex = new String(text, i + 1, 2, StandardCharsets.ISO_8859_1);
                bytes.put((byte) Integer.parseInt(hex, 16));
                i += 2;
            } else {
                bytes.put(text[i]);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * The last path component of the name sent by the server, without control characters, bidirectional formatting
     * characters, and characters that file systems do not allow.
     */
    static String safe(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}<>:\"|?*]", "_").strip();
        name = name.replaceFirst("^\\.+", "").replaceFirst("[. ]+$", "");
        if (name.codePointCount(0, name.length()) > LONGEST) {
            // The extension identifies the type, so the beginning is cut.
            name = name.substring(name.offsetByCodePoints(name.length(), -LONGEST));
        }
        return name;
    }
}
