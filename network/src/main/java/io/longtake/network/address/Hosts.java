package io.longtake.network.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as written in URLs. Nothing here queries a name server. */
public final class Hosts {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]*");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    /** Names of the loopback interface on Linux distributions, in addition to {@code localhost}. */
    private static final List<String> LOOPBACK_NAMES = List.of(
            "localhost",
            "localhost.localdomain",
            "localhost6",
            "localhost6.localdomain6",
            "ip6-localhost",
            "ip6-loopback");

    private Hosts() {}

    /**
     * The address in {@code host}; empty if it is a name. IPv4 addresses are parsed as browsers and most resolvers do
     * (WHATWG URL, "IPv4 parser"), because a proxy's resolver may do the same: {@code 127.1}, {@code 0x7f000001},
     * {@code 017700000001}.
     */
    public static Optional<InetAddress> literal(String host) {
        String bare = bare(host);
        byte[] bytes;
        if (bare.indexOf(':') >= 0) {
            int zone = bare.indexOf('%');
            String address = zone < 0 ? bare : bare.substring(0, zone);
            return IPV6.matcher(address).matches() ? resolved("[" + address + "]") : Optional.empty();
        }
        bytes = endsInNumber(bare) ? ipv4(bare) : new byte[0];
        return bytes.length == 0 ? Optional.empty() : of(bytes);
    }

    /**
     * Returns whether a host must be an IPv4 address, valid or not: no name of the public internet ends in a number.
     */
    public static boolean endsInNumber(String host) {
        String bare = bare(host);
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return DECIMAL.matcher(last).matches() || HEXADECIMAL.matcher(last).matches();
    }

    /**
     * Returns whether a host denotes this machine's loopback interface, as a name or as an address. Does not query a
     * name server.
     */
    public static boolean isLoopback(String host) {
        String bare = bare(host);
        return LOOPBACK_NAMES.contains(bare)
                || bare.endsWith(".localhost")
                || literal(bare)
                        .filter(address -> address.isLoopbackAddress() || address.isAnyLocalAddress())
                        .isPresent();
    }

    /** The host in lower case, without the brackets of IPv6 and without a trailing dot. */
    static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** @return four bytes, or an empty array if {@code text} is not an IPv4 address */
    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return new byte[0];
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = number(parts[i]);
            boolean last = i == parts.length - 1;
            long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
            if (part < 0 || part >= limit) {
                return new byte[0];
            }
            value = last ? value + part : value + (part << (8 * (3 - i)));
        }
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    /** @return -1 if {@code text} is not a number below 2^32 */
    private static long number(String text) {
        int radix =
                HEXADECIMAL.matcher(text).matches() ? 16 : OCTAL.matcher(text).matches() ? 8 : 10;
        String digits = radix == 16 ? text.substring(2) : text;
        if (radix == 16 && digits.isEmpty()) {
            return 0;
        }
        if (radix == 10 && !DECIMAL.matcher(text).matches()) {
            return -1;
        }
        // More digits than the largest number of the radix has, without leading zeros.
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 12 ? -1 : Long.parseLong(significant, radix);
    }

    private static Optional<InetAddress> of(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The brackets prevent the JDK from querying a name server if the text is not an address. */
    private static Optional<InetAddress> resolved(String bracketed) {
        try {
            return Optional.of(InetAddress.getByName(bracketed));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
