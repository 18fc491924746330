package io.longtake.network.proxy;

import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** One HTTP proxy. Its user and password are never printed. */
public final class ProxyServer {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[^\\[\\]]*\\]|[^:\\[\\]]*)(?::([^:]*))?", Pattern.DOTALL);

    /** Port of an HTTP proxy if the variable names none; the same as in Go and wget. curl uses 1080. */
    private static final int DEFAULT_PORT = 80;

    private final String variable;
    private final String host;
    private final int port;
    private final Optional<Login> login;

    /** The credentials that the proxy requires. */
    public record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    private ProxyServer(String variable, String host, int port, Optional<Login> login) {
        this.variable = variable;
        this.host = host;
        this.port = port;
        this.login = login;
    }

    /**
     * Parses a variable's value: {@code [http://][user:password@]host[:port][/]}.
     *
     * @param variable the variable's name, for messages
     * @throws ProxyFailure with the variable's name and what is wrong; the value is never repeated
     */
    static ProxyServer parse(String variable, String value) throws ProxyFailure {
        String text = value.strip();
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            requireHttp(variable, scheme.group(1).toLowerCase(Locale.ROOT));
            text = scheme.group(2);
        }
        // A password may contain any character, also '@' and '/' if it was not percent-encoded.
        int at = text.lastIndexOf('@');
        String place = text.substring(at + 1).replaceFirst("(?s)[/?#].*$", "");
        Matcher parts = HOST_AND_PORT.matcher(place);
        if (!parts.matches()) {
            throw ProxyFailure.malformed(variable, "an IPv6 address must be in brackets");
        }
        return new ProxyServer(
                variable,
                host(variable, parts.group(1)),
                port(variable, Optional.ofNullable(parts.group(2)).orElse("")),
                at < 0 ? Optional.empty() : Optional.of(login(text.substring(0, at))));
    }

    private static void requireHttp(String variable, String scheme) throws ProxyFailure {
        if (scheme.startsWith("socks")) {
            throw ProxyFailure.malformed(variable, "it names a SOCKS proxy; only HTTP proxies are supported");
        }
        if (scheme.equals("https")) {
            throw ProxyFailure.malformed(variable, "it names an https:// proxy; only http:// proxies are supported");
        }
        if (!scheme.equals("http")) {
            throw ProxyFailure.malformed(variable, "its scheme is not http");
        }
    }

    private static String host(String variable, String text) throws ProxyFailure {
        if (text.isEmpty()) {
            throw ProxyFailure.malformed(variable, "it has no host");
        }
        try {
            return new HttpUrl.Builder().scheme("http").host(text).build().host();
        } catch (IllegalArgumentException e) {
            throw ProxyFailure.malformed(variable, "its host is not a valid name or address");
        }
    }

    private static int port(String variable, String text) throws ProxyFailure {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw ProxyFailure.malformed(variable, "its port is not a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static Login login(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Login(decoded(text), "")
                : new Login(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
    }

    /** Decodes percent-encoding; a percent sign that starts no escape is kept. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** The environment variable that names this proxy. */
    public String variable() {
        return variable;
    }

    /** A name or an address; IPv6 addresses without brackets. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public Optional<Login> login() {
        return login;
    }

    /** The proxy's address; its name is not resolved yet. */
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** For messages: host, port and variable. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + " (" + variable + ")";
    }
}
