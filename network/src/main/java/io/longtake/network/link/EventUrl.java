package io.longtake.network.link;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.address.Hosts;
import io.longtake.network.address.RefusedAddress;
import io.longtake.network.link.LinkFailure.Reason;
import java.net.Inet4Address;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The URL of a receiver of events. Its path and query may be secret, so messages show only the host.
 *
 * @param url http or https, without a user name and a password
 */
public record EventUrl(HttpUrl url) {
    /** Longest URL in characters. */
    public static final int LONGEST = 2_000;

    /** @throws LinkFailure with a sentence that says what is wrong with the URL */
    public static EventUrl parse(String text) throws LinkFailure {
        if (text.length() > LONGEST) {
            throw malformed("A URL can have up to " + LONGEST + " characters; this one has " + text.length() + ".");
        }
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw malformed("Specify an http or https URL, for example https://example.org/hook.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw malformed("The URL at " + url.host() + " contains a user name or a password, which is not supported."
                    + " Put the secret into the path or the query.");
        }
        // Normalizes the address, so that the connection uses the address that the policy checked.
        Optional<String> ipv4 = Hosts.literal(url.host())
                .filter(Inet4Address.class::isInstance)
                .map(address -> String.valueOf(address.getHostAddress()));
        HttpUrl normalized =
                ipv4.map(host -> url.newBuilder().host(host).build()).orElse(url);
        return new EventUrl(normalized.newBuilder().fragment(null).build());
    }

    private static LinkFailure malformed(String sentence) {
        return new LinkFailure(Reason.MALFORMED, sentence);
    }

    public String host() {
        return url.host();
    }

    /**
     * Checks the host as far as possible without a name server.
     *
     * @throws LinkFailure if the policy does not allow connections to the host
     */
    public void check(AddressPolicy policy) throws LinkFailure {
        try {
            policy.check(host());
        } catch (RefusedAddress e) {
            throw new LinkFailure(Reason.ADDRESS_REFUSED, "It is not allowed: " + e.getMessage() + ".", e);
        }
    }

    /** The whole URL, to be stored in encrypted form only. */
    public String reveal() {
        return url.toString();
    }

    @Override
    public String toString() {
        return host();
    }
}
