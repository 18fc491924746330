package io.longtake.network.proxy;

import io.longtake.network.address.AddressBlock;
import io.longtake.network.address.Hosts;
import java.net.IDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code NO_PROXY}. Entries are separated by commas or white space: {@code *} for every host, an address,
 * a block of addresses in CIDR notation, or a domain, which matches itself and all subdomains, with or without a
 * leading dot or {@code *.}. An entry may end in a port and then applies to that port only.
 */
final class NoProxy {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]+\\]|[^:/\\[\\]]+):(\\d{1,5})");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_.-]+");

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    private NoProxy() {}

    /** One entry; port 0 means any port. */
    private record Entry(Optional<AddressBlock> block, String domain, int port) {
        boolean matches(String host, Optional<InetAddress> address, int toPort) {
            if (port != 0 && port != toPort) {
                return false;
            }
            if (domain.equals("*")) {
                return true;
            }
            return block.isPresent()
                    ? address.filter(block.get()::contains).isPresent()
                    : host.equals(domain) || host.endsWith("." + domain);
        }
    }

    static NoProxy parse(String text) {
        NoProxy parsed = new NoProxy();
        for (String entry : text.strip().split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                parsed.add(entry.toLowerCase(Locale.ROOT));
            }
        }
        return parsed;
    }

    private void add(String entry) {
        Matcher withPort = WITH_PORT.matcher(entry);
        String place = withPort.matches() ? withPort.group(1) : entry;
        int port = withPort.matches() ? Integer.parseInt(withPort.group(2)) : 0;
        Optional<AddressBlock> block = AddressBlock.parse(place);
        String domain = ascii(place.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", ""));
        if (block.isPresent() || domain.equals("*") || DOMAIN.matcher(domain).matches()) {
            entries.add(new Entry(block, domain, port));
        } else {
            ignored.add(entry);
        }
    }

    /** Converts a domain to ASCII, as hosts in URLs are. */
    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException noName) {
            return domain;
        }
    }

    boolean matches(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        Optional<InetAddress> address = Hosts.literal(host);
        return entries.stream().anyMatch(entry -> entry.matches(name, address, port));
    }

    /** Entries that have no effect. */
    List<String> ignored() {
        return List.copyOf(ignored);
    }
}
