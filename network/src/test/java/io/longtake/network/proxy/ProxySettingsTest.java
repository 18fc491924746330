package io.longtake.network.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    private static String proxy(Map<String, String> environment, String scheme, String host, int port)
            throws ProxyFailure {
        return ProxySettings.of(environment)
                .serverFor(scheme, host, port)
                .map(server -> server.host() + ":" + server.port())
                .orElse("direct");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example, proxy.example:80",
        "proxy.example:3128, proxy.example:3128",
        "http://proxy.example:3128, proxy.example:3128",
        "HTTP://Proxy.Example:3128/, proxy.example:3128",
        "http://user:word@proxy.example:3128/path?x, proxy.example:3128",
        "user:word@proxy.example, proxy.example:80",
        "10.1.2.3:8080, 10.1.2.3:8080",
        "'[2001:db8::5]:3128', 2001:db8::5:3128",
        "'http://user:word@[2001:db8::5]', 2001:db8::5:80",
        "http://bücher.example:1, xn--bcher-kva.example:1",
        "' proxy.example:3128 ', proxy.example:3128"
    })
    void aProxyMayBeWrittenInManyForms(String value, String expected) throws ProxyFailure {
        assertThat(proxy(Map.of("HTTPS_PROXY", value), "https", "far.example", 443))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "user:word, user, word",
        "user, user, ''",
        "us%40er:wo%3Ard%2F, us@er, wo:rd/",
        "user:wo:rd, user, wo:rd",
        "user:wo@rd, user, wo@rd",
        "user:a+b, user, a+b",
        "user:100%, user, 100%",
        "user:se/cret, user, se/cret",
        "'user:p#w?d', user, p#w?d"
    })
    void loginsAreDecoded(String written, String user, String password) throws ProxyFailure {
        ProxyServer server = ProxySettings.of(Map.of("http_proxy", "http://" + written + "@proxy.example:3128"))
                .serverFor("http", "far.example", 80)
                .orElseThrow();

        assertThat(server.login()).contains(new ProxyServer.Login(user, password));
        assertThat(server.host()).isEqualTo("proxy.example");
        assertThat(server + " " + server.login()).doesNotContain(user + ":").doesNotContain("word");
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:31x28, port",
        "http://proxy.example:0, port",
        "http://proxy.example:70000, port",
        "http://, host",
        ":3128, host",
        "user:word@, host",
        "socks5://proxy.example:1080, SOCKS",
        "socks5h://proxy.example:1080, SOCKS",
        "https://proxy.example, only http:// proxies are supported",
        "ftp://proxy.example, scheme",
        "2001:db8::5, brackets",
        "http://user:word@2001:db8::5:3128, brackets",
        "http://pro xy:3128, host"
    })
    void aMalformedVariableIsRejectedByNameWithoutItsValue(String value, String says) {
        ProxySettings settings = ProxySettings.of(Map.of("HTTPS_PROXY", value.replace("://", "://ann:s3cret@")));

        assertThatThrownBy(() -> settings.serverFor("https", "far.example", 443))
                .isInstanceOf(ProxyFailure.class)
                .hasMessageStartingWith("HTTPS_PROXY is not a usable proxy address")
                .hasMessageContaining(says)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("ann");
    }

    @Test
    void eachSchemeHasItsVariableAndLowerCaseTakesPrecedence() throws ProxyFailure {
        Map<String, String> all = new HashMap<>(Map.of(
                "HTTP_PROXY",
                "a:1",
                "https_proxy",
                "b:2",
                "HTTPS_PROXY",
                "c:3",
                "ALL_PROXY",
                "d:4",
                "http_proxy",
                " "));

        assertThat(proxy(all, "http", "far.example", 80)).isEqualTo("a:1");
        assertThat(proxy(all, "https", "far.example", 443)).isEqualTo("b:2");
        all.remove("https_proxy");
        assertThat(proxy(all, "https", "far.example", 443)).isEqualTo("c:3");
        all.put("HTTPS_PROXY", "");
        assertThat(proxy(all, "https", "far.example", 443)).isEqualTo("d:4");
        all.put("all_proxy", "e:5");
        assertThat(proxy(all, "https", "far.example", 443)).isEqualTo("e:5");
        assertThat(ProxySettings.of(all).variables()).containsExactly("HTTP_PROXY", "all_proxy");
        assertThat(proxy(Map.of(), "https", "far.example", 443)).isEqualTo("direct");
    }

    @Test
    void anUnusedMalformedVariableIsNotRejected() throws ProxyFailure {
        Map<String, String> odd =
                Map.of("HTTPS_PROXY", "socks5://x", "HTTP_PROXY", "proxy:1", "NO_PROXY", "inside.example");

        assertThat(proxy(odd, "http", "far.example", 80)).isEqualTo("proxy:1");
        assertThat(proxy(odd, "https", "inside.example", 443)).isEqualTo("direct");
        assertThat(proxy(odd, "https", "127.0.0.1", 443)).isEqualTo("direct");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "127.0.0.1",
                "127.8.9.10",
                "127.1",
                "2130706433",
                "::1",
                "[::1]",
                "::ffff:127.0.0.1",
                "0.0.0.0",
                "::",
                "ip6-localhost"
            })
    void loopbackIsNeverReachedThroughAProxy(String host) throws ProxyFailure {
        for (String exceptions : new String[] {"", "*", "example.com"}) {
            Map<String, String> all = Map.of("ALL_PROXY", "proxy:1", "NO_PROXY", exceptions);

            assertThat(proxy(all, "http", host, 7233)).isEqualTo("direct");
            assertThat(proxy(all, "https", host, 7233)).isEqualTo("direct");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', far.example, 443, proxy",
        "*, far.example, 443, direct",
        "'other.example, *', far.example, 443, direct",
        "example.com, example.com, 443, direct",
        "example.com, EXAMPLE.com, 443, direct",
        "example.com, example.com., 443, direct",
        "example.com, www.example.com, 443, direct",
        "example.com, a.b.example.com, 443, direct",
        "example.com, notexample.com, 443, proxy",
        "example.com, example.com.evil.example, 443, proxy",
        ".example.com, www.example.com, 443, direct",
        ".example.com, example.com, 443, direct",
        "*.example.com, www.example.com, 443, direct",
        "EXAMPLE.COM, www.example.com, 443, direct",
        "example.com:8443, example.com, 8443, direct",
        "example.com:8443, example.com, 443, proxy",
        "intranet, intranet, 80, direct",
        "10.1.2.3, 10.1.2.3, 80, direct",
        "10.1.2.3, 10.1.2.30, 80, proxy",
        "10.1.2.3:81, 10.1.2.3, 80, proxy",
        "10.0.0.0/8, 10.200.3.4, 80, direct",
        "10.0.0.0/8, 11.0.0.1, 80, proxy",
        "10.0.0.0/8, ten.example, 80, proxy",
        "192.168.1.0/25, 192.168.1.127, 80, direct",
        "192.168.1.0/25, 192.168.1.128, 80, proxy",
        "2001:db8::/32, 2001:db8:1::5, 80, direct",
        "2001:db8::/32, 2001:db9::5, 80, proxy",
        "2001:db8::5, 2001:db8:0:0::5, 80, direct",
        "'[2001:db8::5]', 2001:db8::5, 80, direct",
        "'[2001:db8::5]:81', 2001:db8::5, 80, proxy",
        "'a.example b.example', b.example, 80, direct",
        "'a.example ,, b.example,', b.example, 80, direct",
        "例え.example, www.xn--r8jz45g.example, 80, direct"
    })
    void exceptionsAreReadAsCurlReadsThem(String exceptions, String host, int port, String way) throws ProxyFailure {
        Map<String, String> environment = Map.of("ALL_PROXY", "proxy:1", "NO_PROXY", exceptions);

        assertThat(proxy(environment, "http", host, port)).isEqualTo(way.equals("direct") ? "direct" : "proxy:1");
    }

    @Test
    void exceptionsWithoutEffectAreNamed() {
        ProxySettings settings = ProxySettings.of(
                Map.of("no_proxy", "<local>,https://a.example,10.0.0.0/99,a.example,*.b.example,10.0.0.1"));

        assertThat(settings.ignoredExceptions()).containsExactly("<local>", "https://a.example", "10.0.0.0/99");
    }
}
