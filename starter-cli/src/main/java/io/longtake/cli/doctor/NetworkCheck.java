package io.longtake.cli.doctor;

import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.cli.client.Backends;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Checks the network for {@code doctor}: tries each address with the clients that the worker uses. Sends only GET requests. */
public final class NetworkCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final HttpClients network;

    public NetworkCheck(Invocation invocation) {
        this.invocation = invocation;
        this.network = new HttpClients(invocation.environment().environment());
    }

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.addAll(proxies());
        network.trust()
                .error()
                .ifPresent(sentence -> findings.add(new Finding("tls", false, "unusable certificates", sentence)));
        network.trust()
                .described()
                .ifPresent(words ->
                        findings.add(new Finding("tls", true, "certificates in addition to the JDK's: " + words, "")));
        findings.addAll(backend());
        return findings;
    }

    private List<Finding> proxies() {
        var proxies = network.proxies();
        var findings = new ArrayList<Finding>();
        for (var variable : proxies.variables()) {
            findings.add(proxy(variable));
        }
        if (findings.isEmpty()) {
            return List.of(new Finding("proxy", true, "none; connections are direct", ""));
        }
        if (!proxies.ignoredExceptions().isEmpty()) {
            findings.add(new Finding(
                    "proxy",
                    true,
                    "ignored entries of NO_PROXY: " + String.join(", ", proxies.ignoredExceptions()),
                    ""));
        }
        findings.add(new Finding(
                "proxy",
                true,
                "the proxy resolves the host names in links, so only IP addresses and localhost names are checked here;"
                        + " services on this machine are reached directly",
                ""));
        return findings;
    }

    private Finding proxy(String variable) {
        try {
            var server = network.proxies().named(variable);
            var words =
                    server + server.login().map(login -> ", with credentials").orElse("");
            return accepts(server)
                    ? new Finding("proxy", true, words, "")
                    : new Finding(
                            "proxy",
                            false,
                            words + " does not accept connections",
                            "Start it, or correct or unset " + variable + ".");
        } catch (ProxyFailure e) {
            return new Finding("proxy", false, variable + " is invalid", String.valueOf(e.getMessage()));
        }
    }

    private static boolean accepts(ProxyServer server) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), (int) LIMIT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Finding> backend() {
        try {
            var setting = invocation.settings().text(Setting.BACKEND);
            return Backends.address(setting, invocation.environment())
                    .map(this::elsewhere)
                    .orElse(List.of(new Finding("backend", true, "studio, on this machine", "")));
        } catch (CommandFailure e) {
            return List.of(new Finding("backend", false, "unusable", e.sentence()));
        }
    }

    private List<Finding> elsewhere(String origin) {
        var findings = new ArrayList<Finding>();
        findings.add(answering("backend", origin, "Check the setting 'backend', NEMO_API_URL and the network."));
        try {
            var web = NemoBackend.web(invocation.environment().environment());
            findings.add(answering("web", web, "Check NEMO_WEB_URL and the network."));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("web", false, "unusable", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    /** Accepts any response: the content at the root of an address is not part of the contract. */
    private Finding answering(String what, String address, String fix) {
        var url = HttpUrl.get(address);
        var request = new Request.Builder().url(url).build();
        try (var answer =
                network.once(TimeLimits.within(LIMIT)).newCall(request).execute()) {
            return new Finding(what, true, address + " answers (HTTP " + answer.code() + ")" + way(url), "");
        } catch (ProxyFailure e) {
            return new Finding(what, false, address + " can't be reached", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Finding(what, false, address + " can't be reached" + way(url), fix);
        }
    }

    private String way(HttpUrl url) {
        try {
            return network.proxies()
                    .serverFor(url.scheme(), url.host(), url.port())
                    .map(server -> ", through the proxy " + server)
                    .orElse("");
        } catch (ProxyFailure e) {
            return "";
        }
    }
}
