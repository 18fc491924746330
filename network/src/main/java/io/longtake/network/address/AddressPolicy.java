package io.longtake.network.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Dns;

/**
 * Which addresses may be connected to for a URL that somebody else wrote. Nothing else in the product judges addresses: whoever
 * fetches takes one of the two policies here, as the settings say.
 */
public final class AddressPolicy {
    /** Only the public internet: not this machine, not the network it stands in. */
    public static final AddressPolicy PUBLIC = new AddressPolicy(PublicAddresses::contains);

    /** Every address: for networks whose owner has said so. */
    public static final AddressPolicy ANY = new AddressPolicy(address -> true);

    private final Predicate<InetAddress> allowed;

    private AddressPolicy(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** A policy of one's own, for tests: what the product may fetch is decided here. */
    public static AddressPolicy of(Predicate<InetAddress> allowed) {
        return new AddressPolicy(allowed);
    }

    /** Whether this address may be connected to. */
    public boolean allows(InetAddress address) {
        return allowed.test(address);
    }

    /**
     * Judges a host as far as it can be judged without a name server: addresses, however they are written, and the names of the
     * loopback interface. Needed for direct connections, where an address is not looked up, and for those through a proxy, which
     * looks names up by itself.
     *
     * @throws RefusedAddress if it leads where nothing may be fetched from
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

    /** Looks names up and judges the result. The connection goes to the addresses judged here: the name isn't looked up again. */
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
