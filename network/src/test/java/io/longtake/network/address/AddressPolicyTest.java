package io.longtake.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    /** The first and last address of each block of IANA's registries, and the adjacent addresses outside. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, no",
        "0.255.255.255, no",
        "1.0.0.0, yes",
        "9.255.255.255, yes",
        "10.0.0.0, no",
        "10.255.255.255, no",
        "11.0.0.0, yes",
        "100.63.255.255, yes",
        "100.64.0.0, no",
        "100.127.255.255, no",
        "100.128.0.0, yes",
        "126.255.255.255, yes",
        "127.0.0.1, no",
        "127.255.255.255, no",
        "128.0.0.0, yes",
        "169.253.255.255, yes",
        "169.254.169.254, no",
        "169.255.0.0, yes",
        "172.15.255.255, yes",
        "172.16.0.0, no",
        "172.31.255.255, no",
        "172.32.0.0, yes",
        "191.255.255.255, yes",
        "192.0.0.0, no",
        "192.0.0.255, no",
        "192.0.1.0, yes",
        "192.0.2.1, no",
        "192.0.3.0, yes",
        "192.0.77.2, yes",
        "192.0.78.9, yes",
        "192.31.196.1, yes",
        "192.52.193.1, yes",
        "192.88.98.255, yes",
        "192.88.99.1, no",
        "192.88.100.0, yes",
        "192.167.255.255, yes",
        "192.168.0.0, no",
        "192.168.255.255, no",
        "192.169.0.0, yes",
        "192.175.48.1, yes",
        "198.17.255.255, yes",
        "198.18.0.0, no",
        "198.19.255.255, no",
        "198.20.0.0, yes",
        "198.51.99.255, yes",
        "198.51.100.0, no",
        "198.51.101.0, yes",
        "203.0.112.255, yes",
        "203.0.113.0, no",
        "203.0.114.0, yes",
        "223.255.255.255, yes",
        "224.0.0.0, no",
        "239.255.255.255, no",
        "240.0.0.0, no",
        "255.255.255.255, no",
        "8.8.8.8, yes",
        "::, no",
        "::1, no",
        "::127.0.0.1, no",
        "::8.8.8.8, no",
        "::ffff:127.0.0.1, no",
        "::ffff:10.0.0.1, no",
        "::ffff:8.8.8.8, yes",
        "64:ff9b::7f00:1, no",
        "64:ff9b::a00:1, no",
        "64:ff9b::808:808, yes",
        "64:ff9b::c000:4d02, yes",
        "64:ff9b:1::808:808, no",
        "100::1, no",
        "1fff:ffff::1, no",
        "2000::1, yes",
        "2001::1, no",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, no",
        "2001:2::1, no",
        "2001:20::1, no",
        "2001:1ff:ffff::1, no",
        "2001:200::1, yes",
        "2001:4860:4860::8888, yes",
        "2001:db7::1, yes",
        "2001:db8::1, no",
        "2001:db9::1, yes",
        "2002:7f00:1::, no",
        "2002:808:808::1, no",
        "2003::1, yes",
        "2606:4700::1111, yes",
        "2620:4f:8000::1, yes",
        "2a00:1450::1, yes",
        "3ffe:ffff::1, yes",
        "3fff::1, no",
        "3fff:fff::1, no",
        "3fff:1000::1, yes",
        "4000::1, no",
        "5f00::1, no",
        "fc00::1, no",
        "fd12:3456::1, no",
        "fe80::1, no",
        "fec0::1, no",
        "ff02::1, no"
    })
    void publicAddressesFollowTheRegistries(String address, String isPublic) throws Exception {
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName(address))).isEqualTo(isPublic.equals("yes"));
    }

    /**
     * Each row of IANA's "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry". The IPv6
     * blocks that represent IPv4 addresses, {@code ::ffff:0:0/96} and {@code 64:ff9b::/96}, have a separate test.
     */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/8, no", // "This network"
        "0.0.0.0/32, no", // "This host on this network"
        "10.0.0.0/8, no", // Private-Use
        "100.64.0.0/10, no", // Shared Address Space
        "127.0.0.0/8, no", // Loopback
        "169.254.0.0/16, no", // Link Local
        "172.16.0.0/12, no", // Private-Use
        "192.0.0.0/24, no", // IETF Protocol Assignments
        "192.0.0.0/29, no", // IPv4 Service Continuity Prefix
        "192.0.0.8/32, no", // IPv4 dummy address
        "192.0.0.9/32, no", // Port Control Protocol Anycast; globally reachable, but not a web server
        "192.0.0.10/32, no", // Traversal Using Relays around NAT Anycast; likewise
        "192.0.0.170/32, no", // NAT64/DNS64 Discovery
        "192.0.0.171/32, no", // NAT64/DNS64 Discovery
        "192.0.2.0/24, no", // Documentation (TEST-NET-1)
        "192.31.196.0/24, yes", // AS112-v4
        "192.52.193.0/24, yes", // AMT
        "192.88.99.0/24, no", // Deprecated (6to4 Relay Anycast)
        "192.88.99.2/32, no", // 6a44-relay anycast address
        "192.168.0.0/16, no", // Private-Use
        "192.175.48.0/24, yes", // Direct Delegation AS112 Service
        "198.18.0.0/15, no", // Benchmarking
        "198.51.100.0/24, no", // Documentation (TEST-NET-2)
        "203.0.113.0/24, no", // Documentation (TEST-NET-3)
        "240.0.0.0/4, no", // Reserved
        "255.255.255.255/32, no", // Limited Broadcast
        // IPv6
        "::1/128, no", // Loopback Address
        "::/128, no", // Unspecified Address
        "64:ff9b:1::/48, no", // IPv4-IPv6 Translat., for local use
        "100::/64, no", // Discard-Only Address Block
        "100:0:0:1::/64, no", // Dummy IPv6 Prefix
        "2001::/23, no", // IETF Protocol Assignments
        "2001::/32, no", // TEREDO
        "2001:1::1/128, no", // Port Control Protocol Anycast; globally reachable, but not a web server
        "2001:1::2/128, no", // Traversal Using Relays around NAT Anycast; likewise
        "2001:1::3/128, no", // DNS-SD Service Registration Protocol Anycast; likewise
        "2001:2::/48, no", // Benchmarking
        "2001:3::/32, no", // AMT; globally reachable, but not a web server
        "2001:4:112::/48, no", // AS112-v6; likewise
        "2001:10::/28, no", // Deprecated (previously ORCHID)
        "2001:20::/28, no", // ORCHIDv2: identifiers, not locations
        "2001:30::/28, no", // Drone Remote ID Protocol Entity Tags: likewise
        "2001:db8::/32, no", // Documentation
        "2002::/16, no", // 6to4
        "2620:4f:8000::/48, yes", // Direct Delegation AS112 Service
        "3fff::/20, no", // Documentation
        "5f00::/16, no", // Segment Routing (SRv6) SIDs
        "fc00::/7, no", // Unique-Local
        "fe80::/10, no" // Link-Local Unicast
    })
    void everyBlockOfTheRegistriesIsClassifiedUpToItsEdges(String block, String isPublic) throws Exception {
        assertThat(AddressPolicy.PUBLIC.allows(edge(block, false))).as("first").isEqualTo(isPublic.equals("yes"));
        assertThat(AddressPolicy.PUBLIC.allows(edge(block, true))).as("last").isEqualTo(isPublic.equals("yes"));
    }

    /** The first or the last address of a block. */
    private static InetAddress edge(String block, boolean last) throws UnknownHostException {
        String[] parts = block.split("/", 2);
        byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
        for (int bit = Integer.parseInt(parts[1]); last && bit < bytes.length * 8; bit++) {
            bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return InetAddress.getByAddress(bytes);
    }

    /** 192.0.0.0/24 and 192.0.2.0/24 are reserved, but i0.wp.com and other WordPress servers are in 192.0.64.0/18. */
    @Test
    void theServersOfWordPressAreNotReserved() throws Exception {
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName("192.0.77.2")))
                .isTrue();
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName("192.0.64.0")))
                .isTrue();
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName("192.0.127.255")))
                .isTrue();
        assertThatCode(() -> AddressPolicy.PUBLIC.check("192.0.77.2")).doesNotThrowAnyException();
    }

    /**
     * Mapped (::ffff:0:0/96) and translated (64:ff9b::/96) addresses are treated like the IPv4 address that they
     * contain.
     */
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, yes",
        "192.0.77.2, yes",
        "0.0.0.0, no",
        "10.0.0.1, no",
        "100.64.0.1, no",
        "127.0.0.1, no",
        "169.254.169.254, no",
        "172.16.0.1, no",
        "192.0.0.170, no",
        "192.0.2.1, no",
        "192.168.1.1, no",
        "198.18.0.1, no",
        "224.0.0.1, no",
        "255.255.255.255, no"
    })
    void anEmbeddedIpv4AddressDecides(String ipv4, String isPublic) throws Exception {
        assertThat(AddressPolicy.PUBLIC.allows(embedded("::ffff:0:0", 12, ipv4)))
                .isEqualTo(isPublic.equals("yes"));
        assertThat(AddressPolicy.PUBLIC.allows(embedded("64:ff9b::", 12, ipv4))).isEqualTo(isPublic.equals("yes"));
    }

    /**
     * 6to4 and Teredo use relays at unknown locations, so they are refused; so are local translation and
     * IPv4-compatible addresses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "192.0.77.2", "10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1"})
    void tunnelsAreRefusedWhateverTheirDestination(String ipv4) throws Exception {
        assertThat(AddressPolicy.PUBLIC.allows(embedded("2002::", 2, ipv4)))
                .as("6to4")
                .isFalse();
        assertThat(AddressPolicy.PUBLIC.allows(embedded("2001::", 4, ipv4)))
                .as("Teredo's server")
                .isFalse();
        assertThat(AddressPolicy.PUBLIC.allows(embedded("2001::ffff:ffff", 12, ipv4)))
                .as("Teredo's client")
                .isFalse();
        assertThat(AddressPolicy.PUBLIC.allows(embedded("64:ff9b:1::", 12, ipv4)))
                .as("local NAT64")
                .isFalse();
        assertThat(AddressPolicy.PUBLIC.allows(embedded("::", 12, ipv4)))
                .as("compatible")
                .isFalse();
    }

    /**
     * An IPv6 address with an IPv4 address written over its bytes from {@code at}; if those bytes are ones, the IPv4
     * address is inverted, as in Teredo.
     */
    private static InetAddress embedded(String ipv6, int at, String ipv4) throws UnknownHostException {
        byte[] bytes = ipv6.startsWith("::ffff:0:0")
                ? mapped()
                : InetAddress.getByName(ipv6).getAddress();
        byte[] inner = InetAddress.getByName(ipv4).getAddress();
        for (int i = 0; i < inner.length; i++) {
            bytes[at + i] ^= inner[i];
        }
        return InetAddress.getByAddress(bytes);
    }

    /** {@code ::ffff:0.0.0.0} as bytes: as text it would be parsed as an IPv4 address. */
    private static byte[] mapped() {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "017700000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "0",
                "0x",
                "10.1",
                "192.168.257",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.0x100",
                "999999999999",
                "[::1]",
                "::1",
                "[fe80::1%25eth0]",
                "::ffff:7f00:1",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "localhost.localdomain",
                "ip6-localhost"
            })
    void localHostsAreRefusedWithoutANameServer(String host) {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC.check(host))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining(host);
        assertThatCode(() -> Hosts.isLoopback(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "134744072",
                "[2606:4700::1111]",
                "example.com",
                "localhost.example.com",
                "mylocalhost",
                "1.2.3.com",
                "xn--bcher-kva.example"
            })
    void otherHostsAreLeftToTheLookup(String host) {
        assertThatCode(() -> AddressPolicy.PUBLIC.check(host)).doesNotThrowAnyException();
    }

    @Test
    void aNameThatResolvesToALocalAddressIsRefused() {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC.dns().lookup("localhost"))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("this machine or of a private network");
    }

    @Test
    void everyAddressIsAllowedIfTheOwnerAllowsIt() throws Exception {
        AddressPolicy.ANY.check("127.1");
        AddressPolicy.ANY.check("localhost");

        assertThat(AddressPolicy.ANY.dns().lookup("localhost")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2000::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1/128, ::1, true"
    })
    void aBlockContainsAddressesWithItsPrefix(String block, String address, boolean contains) throws Exception {
        assertThat(AddressBlock.of(block).contains(InetAddress.getByName(address)))
                .isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "2001:db8::/129", "example.com/8", "", "/8"})
    void whatIsNotABlockIsNotParsed(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
