package io.longtake.network.link;

import io.longtake.network.address.Hosts;
import io.longtake.network.link.LinkFailure.Reason;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The URL of a file, parsed as a browser parses its address bar: spaces and non-ASCII letters are encoded, and
 * international host names are converted to ASCII.
 */
public final class Link {
    private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

    private final HttpUrl url;

    private Link(HttpUrl url) {
        this.url = url;
    }

    /** Returns whether a text is meant as a URL rather than as a file path. */
    public static boolean looksLike(String text) {
        return SCHEME.matcher(text).matches();
    }

    /** @throws LinkFailure with a sentence that says what is wrong with the URL */
    public static Link parse(String text) throws LinkFailure {
        Matcher scheme = SCHEME.matcher(text);
        boolean web = scheme.matches() && scheme.group(1).matches("(?i)https?");
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null && !web) {
            String hint = scheme.matches() && scheme.group(1).equalsIgnoreCase("file")
                    ? "Specify the path of the file instead."
                    : "Only http and https URLs are supported. Download the file yourself and specify its path.";
            throw new LinkFailure(Reason.MALFORMED, "\"" + withoutLogin(text) + "\" can't be fetched. " + hint);
        }
        if (url == null) {
            throw new LinkFailure(
                    Reason.MALFORMED,
                    "\"" + withoutLogin(text) + "\" is not a valid URL: its host or port can't be parsed.");
        }
        return of(url);
    }

    /** @throws LinkFailure if the URL contains a user name or a password */
    static Link of(HttpUrl url) throws LinkFailure {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new LinkFailure(
                    Reason.MALFORMED,
                    "URLs with a user name or password are not supported (" + shown(url)
                            + "). Download the file yourself and specify its path.");
        }
        // Normalizes the address, so that the connection uses the address that the policy checked.
        Optional<String> ipv4 = Hosts.literal(url.host())
                .filter(Inet4Address.class::isInstance)
                .map(address -> String.valueOf(address.getHostAddress()));
        return new Link(ipv4.map(host -> url.newBuilder().host(host).build()).orElse(url));
    }

    public HttpUrl url() {
        return url;
    }

    /** The name of the linked file, as far as the URL shows it. */
    public String name() {
        return FileName.of(null, this, this);
    }

    /** The last part of its path, decoded; empty if the path ends in a slash. */
    String lastSegment() {
        return url.pathSegments().get(url.pathSize() - 1);
    }

    /** For messages and logs: without the query, which may contain keys. */
    @Override
    public String toString() {
        return shown(url);
    }

    /** For messages and logs, like {@link #toString}. */
    static String shown(HttpUrl url) {
        return url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
    }

    private static String withoutLogin(String text) {
        return text.strip().replaceFirst("://[^/\\s]*@", "://").replaceFirst("[?#].*$", "");
    }
}
