package io.longtake.network.proxy;

import io.longtake.network.address.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names: {@code https_proxy} for https and gRPC, {@code http_proxy} for http, else
 * {@code all_proxy}; {@code no_proxy} excludes hosts. The variables, in upper or lower case (lower case wins), follow curl's rules,
 * except that upper-case {@code HTTP_PROXY} is also read. An empty variable is unset.
 * This machine's loopback interface is never reached through a proxy, whatever the variables say.
 *
 * <p>Nothing is refused here: a malformed variable matters to those requests only that would go through it.
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

    /** @param environment the process's variables, or a test's */
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
     * @param scheme {@code http}, or {@code https}, which gRPC counts as
     * @return empty for a direct connection
     * @throws ProxyFailure naming the variable, if it can't be understood
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
     * @throws ProxyFailure naming the variable, if it can't be understood
     */
    public ProxyServer named(String variable) throws ProxyFailure {
        return ProxyServer.parse(variable, environment.getOrDefault(variable, ""));
    }

    /** Entries of {@code NO_PROXY} that are neither a domain nor an address, and so have no effect. */
    public List<String> ignoredExceptions() {
        return exceptions.ignored();
    }

    /** The name under which it is set, lower case first. */
    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.of(name)
                .filter(lower -> isSet(environment, lower))
                .or(() -> Optional.of(name.toUpperCase(Locale.ROOT)).filter(upper -> isSet(environment, upper)));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
