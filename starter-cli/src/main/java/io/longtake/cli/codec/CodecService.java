package io.longtake.cli.codec;

import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The codec server of an installation, with its token in the home. */
public final class CodecService implements AutoCloseable {
    private final CodecServer server;
    private final Path tokenFile;

    private CodecService(CodecServer server, Path tokenFile) {
        this.server = server;
        this.tokenFile = tokenFile;
    }

    /**
     * Starts the server.
     *
     * @param origins origins of web UIs as the user gives them
     * @throws CommandFailure exit 2 for an invalid origin or an address that can't be used
     */
    public static CodecService start(
            HomeFolder home, PayloadEncryption payloads, InetSocketAddress address, List<String> origins) {
        Path tokenFile = home.root().resolve("keys").resolve("codec-token");
        Set<String> allowed = new LinkedHashSet<>();
        origins.forEach(origin -> allowed.add(checked(origin)));
        try {
            return new CodecService(
                    CodecServer.start(address, payloads, CodecAccess.of(tokenFile, allowed)), tokenFile);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage("The codec server can't start at " + address.getHostString() + ":"
                    + address.getPort() + ": " + e.getMessage() + ".");
        }
    }

    private static String checked(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null) {
                return origin;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw CommandFailure.usage(
                "'" + origin + "' is not an origin. Use scheme, host and port, such as" + " http://127.0.0.1:8233.");
    }

    public int port() {
        return server.port();
    }

    /** The file with the token that callers have to know. */
    public Path tokenFile() {
        return tokenFile;
    }

    @Override
    public void close() {
        server.close();
    }
}
