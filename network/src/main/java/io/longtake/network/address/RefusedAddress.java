package io.longtake.network.address;

import java.net.UnknownHostException;

/** A host that the policy does not allow. The message is a clause without a full stop. */
public final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    /** @param address empty if the host can't be parsed as an address */
    RefusedAddress(String host, String address) {
        super(
                address.isEmpty()
                        ? host + " is not a valid IP address"
                        : (Hosts.literal(host).isPresent() ? host + " is" : host + " resolves to " + address + ",")
                                + " an address of this machine or of a private network");
    }
}
