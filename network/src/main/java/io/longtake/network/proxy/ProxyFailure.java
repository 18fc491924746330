package io.longtake.network.proxy;

import java.io.IOException;

/**
 * A request that failed at the proxy and certainly did not reach the server. The message is a sentence for the user.
 */
public final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private ProxyFailure(String sentence, boolean lasting) {
        super(sentence);
        this.lasting = lasting;
    }

    /** The variable can't be parsed. The message does not repeat its value, which may contain a password. */
    static ProxyFailure malformed(String variable, String what) {
        return new ProxyFailure(
                variable + " is not a usable proxy address: " + what
                        + ". Use http://host:port or http://user:password@host:port.",
                true);
    }

    /** No connection to the proxy. */
    public static ProxyFailure unreachable(ProxyServer proxy, String why) {
        return new ProxyFailure("The proxy " + proxy + " can't be reached: " + why + ".", false);
    }

    /** The proxy requires a user and a password, or rejects those it got. */
    public static ProxyFailure login(ProxyServer proxy) {
        String sentence = proxy.login().isPresent()
                ? "The proxy " + proxy + " rejects the user name and password in " + proxy.variable() + "."
                : "The proxy " + proxy + " requires a user name and password. Set " + proxy.variable()
                        + " to http://user:password@host:port.";
        return new ProxyFailure(sentence, true);
    }

    /** The proxy responded but did not connect. */
    public static ProxyFailure refused(ProxyServer proxy, String host, String answer) {
        return new ProxyFailure("The proxy " + proxy + " refused to connect to " + host + " (" + answer + ").", false);
    }

    /** Returns whether the same request fails again until a setting is changed. */
    public boolean isLasting() {
        return lasting;
    }
}
