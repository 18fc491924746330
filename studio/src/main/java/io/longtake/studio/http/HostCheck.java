package io.longtake.studio.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses with 403 the requests that a page of another site makes the user's browser send: requests under a host name that is not
 * the studio's, as in DNS rebinding, where a foreign name resolves to this machine, and requests with another origin's
 * {@code Origin}. A published or forwarded port may differ from the studio's, so only the name of the {@code Host} header is
 * checked.
 */
public final class HostCheck implements Handler {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> names;

    /** @param names under which clients reach the studio, in addition to those of the loopback interface */
    public HostCheck(Collection<String> names) {
        this.names = Stream.concat(LOOPBACK.stream(), names.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handle(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
        if (!names.contains(host.replaceFirst(":\\d*$", ""))) {
            throw refusal(context, "This studio does not accept requests for the host \"" + host + "\".");
        }
        String origin = Optional.ofNullable(context.header("Origin")).orElse("").toLowerCase(Locale.ROOT);
        if (!origin.isEmpty() && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw refusal(context, "This studio does not accept requests from pages of another origin.");
        }
    }

    private static ForbiddenResponse refusal(Context context, String sentence) {
        // The rest of the body would be read as the next request.
        context.header("Connection", "close");
        return new ForbiddenResponse(sentence);
    }
}
