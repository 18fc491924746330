package io.longtake.network.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Dns;

/**
 * Which addresses the product may connect to for a URL that comes from outside. Only this class checks addresses: every
 * fetch uses one of its two policies, according to the settings.
 */
public final class AddressPolicy {
    /** Only addresses of the public internet: neither this machine nor its local network. */
    public static final AddressPolicy PUBLIC = new AddressPolicy(PublicAddresses::contains);

    /** Every address, for networks whose owner has allowed it. */
    public static final AddressPolicy ANY = new AddressPolicy(address -> true);

    private final Predicate<InetAddress> allowed;

    private AddressPolicy(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** A custom policy for tests; the product uses the two constants. */
    public static AddressPolicy of(Predicate<InetAddress> allowed) {
        return new AddressPolicy(allowed);
    }

    /** Returns whether the product may connect to this address. */
    public boolean allows(InetAddress address) {
        return allowed.test(address);
    }

    /**
     * Checks a host as far as possible without a name server: addresses in every notation, and the names of the
     * loopback interface. Direct connections need this because no address is looked up for them; connections through a
     * proxy need it because the proxy resolves names itself.
     *
     * @throws RefusedAddress if the policy does not allow connections to the host
     */
    public void check(String host) throws RefusedAddress {
        Optional<InetAddress> address = Hosts.literal(host)
                .or(() -> Hosts.isLoopback(host) ? Optional.of(InetAddress.getLoopbackAddress()) : Optional.empty());
        if (address.isEmpty() && Hosts.endsInNumber(host)) {
            throw new RefusedAddress(host, "");
        }
        if (address.isPresent() && !allows(address.get())) {
            throw new RefusedAddress(host, String.valueOf(address.get().getHostAddress()));
        }
    }

    /**
     * Resolves names and checks the resulting addresses. The connection uses the addresses checked here; the name is
     * not resolved again.
     */
    public Dns dns() {
        return this::lookup;
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new RefusedAddress(host, String.valueOf(address.getHostAddress()));
            }
        }
        return addresses;
    }
}
