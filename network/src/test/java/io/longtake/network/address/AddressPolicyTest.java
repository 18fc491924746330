package io.longtake.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    /** First and last address of each block of IANA's registries, and their neighbours outside. */
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
    void whatIsPublicIsSaidByTheRegistries(String address, String isPublic) throws Exception {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isEqualTo(isPublic.equals("yes"));
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
    void hostsThatLeadInsideAreRefusedWithoutANameServer(String host) {
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
    void aNameThatLeadsInsideIsRefusedWhenItIsLookedUp() {
        assertThatThrownBy(() -> AddressPolicy.PUBLIC.dns().lookup("localhost"))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("this machine or of a private network");
    }

    @Test
    void everyAddressIsAllowedWhereTheOwnerSaysSo() throws Exception {
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
    void aBlockContainsWhatSharesItsPrefix(String block, String address, boolean contains) throws Exception {
        assertThat(Block.of(block).contains(InetAddress.getByName(address))).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "2001:db8::/129", "example.com/8", "", "/8"})
    void whatIsNoBlockIsNotRead(String text) {
        assertThat(Block.parse(text)).isEmpty();
    }
}
