package io.longtake.network.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as they stand in URLs. Nothing here asks a name server. */
public final class Hosts {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]*");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    /** Names that Linux distributions give to the loopback interface beside {@code localhost}. */
    private static final List<String> LOOPBACK_NAMES = List.of(
            "localhost",
            "localhost.localdomain",
            "localhost6",
            "localhost6.localdomain6",
            "ip6-localhost",
            "ip6-loopback");

    private Hosts() {}

    /**
     * The address that a host consists of; empty for a name. IPv4 addresses are read as browsers and most resolvers read them
     * (WHATWG URL, "IPv4 parser"), since a proxy's resolver may: {@code 127.1}, {@code 0x7f000001}, {@code 017700000001}.
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

    /** Whether a host is meant as an IPv4 address, readable or not: no name of the public internet ends in a number. */
    public static boolean endsInNumber(String host) {
        String bare = bare(host);
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return DECIMAL.matcher(last).matches() || HEXADECIMAL.matcher(last).matches();
    }

    /** Whether a host names this machine's loopback interface without asking a name server, as a name or as an address. */
    public static boolean isLoopback(String host) {
        String bare = bare(host);
        return LOOPBACK_NAMES.contains(bare)
                || bare.endsWith(".localhost")
                || literal(bare)
                        .filter(address -> address.isLoopbackAddress() || address.isAnyLocalAddress())
                        .isPresent();
    }

    /** In lower case, without the brackets of IPv6 and without the root's dot. */
    static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** @return four bytes, none if it is no IPv4 address */
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

    /** @return -1 if it is no number below 2^32 */
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
        // More digits than the largest number of each radix has, leading zeros aside.
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

    /** Brackets keep the JDK from asking a name server when it is no address. */
    private static Optional<InetAddress> resolved(String bracketed) {
        try {
            return Optional.of(InetAddress.getByName(bracketed));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
