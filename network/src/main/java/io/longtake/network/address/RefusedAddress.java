package io.longtake.network.address;

import java.net.UnknownHostException;

/** A host that leads where nothing may be fetched from. The message is a clause without a full stop. */
public final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    /** @param address empty if the host is no address that can be read */
    RefusedAddress(String host, String address) {
        super(
                address.isEmpty()
                        ? host + " is not a readable address"
                        : (Hosts.literal(host).isPresent() ? host + " is" : host + " leads to " + address + ",")
                                + " an address of this machine or of a private network");
    }
}
