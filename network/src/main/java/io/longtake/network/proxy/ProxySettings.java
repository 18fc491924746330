package io.longtake.network.proxy;

import io.longtake.network.address.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names: {@code https_proxy} for https and gRPC, {@code http_proxy} for http,
 * otherwise {@code all_proxy}; {@code no_proxy} excludes hosts. The variables, in upper or lower case (lower case takes
 * precedence), follow curl's rules, except that upper-case {@code HTTP_PROXY} is also read. An empty variable counts as
 * unset. Connections to this machine's loopback interface never use a proxy, whatever the variables say.
 *
 * <p>This class does not fail on a malformed variable: it affects only the requests that would use it.
 */
public final class ProxySettings {
    private final Map<String, String> environment;
    private final NoProxy exceptions;

    private ProxySettings(Map<String, String> environment) {
        this.environment = environment;
        this.exceptions = NoProxy.parse(find(environment, "no_proxy")
                .map(name -> environment.getOrDefault(name, ""))
                .orElse(""));
    }

    /** @param environment environment variables of the process, or of a test */
    public static ProxySettings of(Map<String, String> environment) {
        return new ProxySettings(Map.copyOf(environment));
    }

    /** No proxy for anything. */
    public static ProxySettings none() {
        return new ProxySettings(Map.of());
    }

    /**
     * The proxy for one address.
     *
     * @param scheme {@code http} or {@code https}; gRPC counts as {@code https}
     * @return empty for a direct connection
     * @throws ProxyFailure with the variable's name if its value can't be parsed
     */
    public Optional<ProxyServer> serverFor(String scheme, String host, int port) throws ProxyFailure {
        Optional<String> variable =
                find(environment, scheme.toLowerCase(Locale.ROOT) + "_proxy").or(() -> find(environment, "all_proxy"));
        if (variable.isEmpty() || Hosts.isLoopback(host) || exceptions.matches(host, port)) {
            return Optional.empty();
        }
        return Optional.of(ProxyServer.parse(variable.get(), environment.getOrDefault(variable.get(), "")));
    }

    /** The variables that name a proxy, in the order http, https, others. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        for (String name : List.of("http_proxy", "https_proxy", "all_proxy")) {
            find(environment, name).ifPresent(names::add);
        }
        return names;
    }

    /**
     * The proxy that one of {@link #variables()} names.
     *
     * @throws ProxyFailure with the variable's name if its value can't be parsed
     */
    public ProxyServer named(String variable) throws ProxyFailure {
        return ProxyServer.parse(variable, environment.getOrDefault(variable, ""));
    }

    /** Entries of {@code NO_PROXY} that are neither a domain nor an address and so have no effect. */
    public List<String> ignoredExceptions() {
        return exceptions.ignored();
    }

    /** The name under which the variable is set; lower case takes precedence. */
    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.of(name)
                .filter(lower -> isSet(environment, lower))
                .or(() -> Optional.of(name.toUpperCase(Locale.ROOT)).filter(upper -> isSet(environment, upper)));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
