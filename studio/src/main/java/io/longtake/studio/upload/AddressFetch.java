package io.longtake.studio.upload;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.FetchLimits;
import io.longtake.network.link.Link;
import io.longtake.network.link.LinkFailure;
import io.longtake.network.link.LinkFetch;
import io.longtake.studio.http.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches a file from an address sent by a client; failures become the contract's refusals. */
final class AddressFetch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LinkFetch fetch;

    AddressFetch(HttpClients network, AddressPolicy policy, long maxBytes) {
        this.fetch = new LinkFetch(network, policy, FetchLimits.of(maxBytes, LIMIT));
    }

    /**
     * The address in a client's request.
     *
     * @throws Refusal 400 when it is not an http or https address, or contains a user name and password
     */
    static Link parse(String text) {
        try {
            return Link.parse(text);
        } catch (LinkFailure e) {
            throw refusal(e);
        }
    }

    /**
     * Downloads the file to {@code target}.
     *
     * @return the name of the file
     * @throws Refusal 4002 when it is too large, 400 when it cannot be fetched
     */
    String fetch(Link link, Path target) throws IOException {
        try {
            return FileNames.sanitise(fetch.fetch(link, target).name());
        } catch (LinkFailure e) {
            throw refusal(e);
        }
    }

    private static Refusal refusal(LinkFailure e) {
        return e.reason() == LinkFailure.Reason.TOO_LARGE
                ? Refusal.code(4002, String.valueOf(e.getMessage()))
                : Refusal.status(400, e.getMessage() + " No file of the upload was kept.");
    }

    @Override
    public void close() {
        fetch.close();
    }
}
