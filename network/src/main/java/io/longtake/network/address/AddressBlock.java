package io.longtake.network.address;

import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses with a common prefix, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
public final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if {@code text} is not a block */
    public static AddressBlock of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not an address block"));
    }

    /** Reads CIDR notation; a single address is a block of one address. Empty if {@code text} is neither. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = Hosts.literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get().getAddress();
        int width = bytes.length * 8;
        if (slash < 0) {
            return Optional.of(new AddressBlock(bytes, width));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > width) {
            return Optional.empty();
        }
        return Optional.of(new AddressBlock(bytes, Integer.parseInt(length)));
    }

    /** Returns whether the address is in this block. An IPv4 address is never in an IPv6 block, and vice versa. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xFF : (0xFF << (8 - (bits - bit))) & 0xFF;
            if (((bytes[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
