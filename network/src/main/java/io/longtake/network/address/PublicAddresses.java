package io.longtake.network.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses of the public internet: the table that {@link AddressPolicy} uses, according to IANA's registries of
 * special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its updates) and of multicast addresses. Blocks of protocol
 * assignments are excluded as a whole, although IANA lists a few anycast addresses in them as globally reachable: those
 * are network services, not web servers.
 */
final class PublicAddresses {
    private static final List<AddressBlock> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // "this network", RFC 791
                    "10.0.0.0/8", // private use, RFC 1918
                    "100.64.0.0/10", // shared address space of providers, RFC 6598
                    "127.0.0.0/8", // loopback, RFC 1122
                    "169.254.0.0/16", // link-local, RFC 3927; metadata services of cloud providers
                    "172.16.0.0/12", // private use, RFC 1918
                    "192.0.0.0/24", // IETF protocol assignments, RFC 6890
                    "192.0.2.0/24", // documentation, RFC 5737
                    "192.88.99.0/24", // 6to4 relays, deprecated by RFC 7526
                    "192.168.0.0/16", // private use, RFC 1918
                    "198.18.0.0/15", // benchmarking, RFC 2544
                    "198.51.100.0/24", // documentation, RFC 5737
                    "203.0.113.0/24", // documentation, RFC 5737
                    "224.0.0.0/4", // multicast, RFC 5771
                    "240.0.0.0/4", // reserved, RFC 1112; 255.255.255.255 is broadcast
                    "2001::/23", // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID, DRIP
                    "2001:db8::/32", // documentation, RFC 3849
                    "2002::/16", // 6to4, RFC 3056: contains an IPv4 address; its relays are deprecated
                    "3fff::/20") // documentation, RFC 9637
            .map(AddressBlock::of)
            .toList();

    /**
     * All IPv6 space that IANA has assigned as global unicast so far. The rest is loopback, private, link-local,
     * multicast or reserved.
     */
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");

    /**
     * IPv6 addresses that are translated to IPv4 (RFC 6052): on IPv6-only networks, names of IPv4 hosts resolve to
     * them.
     */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private PublicAddresses() {}

    /** Returns whether the address belongs to the public internet. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            if (NAT64.contains(address)) {
                return contains(last4(bytes));
            }
            if (!GLOBAL_UNICAST.contains(address)) {
                return false;
            }
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }

    private static InetAddress last4(byte[] ipv6) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(ipv6, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes must be an IPv4 address", e);
        }
    }
}
