package io.longtake.studio.upload;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.Predicate;

/** Which addresses the studio goes to for a client. */
final class Reachable {
    private Reachable() {}

    /** Only the public internet: neither this machine nor the network it stands in, nor what lies hidden inside other addresses. */
    static Predicate<InetAddress> publicOnly() {
        return Reachable::isPublic;
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (address instanceof Inet6Address ? isGlobal6(bytes) : isGlobal4(bytes));
    }

    /** IANA's registry of special-purpose addresses, as far as Java's own questions don't cover it. */
    private static boolean isGlobal4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean tests = (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !carrier && !protocols && !tests;
    }

    /** Of IPv6 only 2000::/3 without those parts that carry an IPv4 address inside (6to4, Teredo) or are documentation. */
    private static boolean isGlobal6(byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredoAndDocuments = bytes[0] == 0x20
                && bytes[1] == 0x01
                && ((bytes[2] & 0xfe) == 0 || (bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8));
        return global && !sixToFour && !teredoAndDocuments;
    }
}
