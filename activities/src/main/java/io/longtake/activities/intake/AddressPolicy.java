package io.longtake.activities.intake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** Which addresses may be reached for a URL that somebody else wrote. */
public enum AddressPolicy implements Dns {
    /** Only addresses of the public internet: no loopback, no private network, no link-local, no multicast. */
    PUBLIC_ONLY {
        @Override
        boolean allows(InetAddress address) {
            return isPublic(address);
        }
    },
    /** Every address: for networks whose owner has said so. */
    ANY {
        @Override
        boolean allows(InetAddress address) {
            return true;
        }
    };

    abstract boolean allows(InetAddress address);

    /** The addresses that are connected to are those that were checked here: the name isn't looked up a second time. */
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(hostname);
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new RefusedAddress(hostname, address);
            }
        }
        return addresses;
    }

    /** A name that leads into a network which isn't public. */
    static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddress(String hostname, InetAddress address) {
            super(hostname + " leads to " + address.getHostAddress()
                    + ", an address inside a private network, which is not fetched from");
        }
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean thisNetwork = first == 0;
        boolean sharedByProviders = first == 100 && second >= 64 && second < 128;
        boolean protocolsAndTests = (first == 192 && second == 0) || (first == 198 && (second == 18 || second == 19));
        return !thisNetwork && !sharedByProviders && !protocolsAndTests && first < 240;
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        // NAT64 and 6to4 carry an IPv4 address inside, which may be a private one.
        boolean translated = (bytes[0] == 0 && bytes[1] == 0x64) || (bytes[0] == 0x20 && bytes[1] == 0x02);
        return !uniqueLocal && !translated;
    }
}
