package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** While a command follows a job, another one may be starting the server again. */
class ServerComesBackTest {
    @Test
    void whatIsAskedWhileTheServerIsAwayIsAskedAgain() throws IOException {
        int port = freePort();
        var asked = new AtomicInteger();
        try (var server = TestServer.createPortBoundServer(port);
                var connections = new TemporalConnections();
                var patience = new Patience(() -> {})) {
            var sessions = new Sessions(
                    () -> {
                        if (asked.getAndIncrement() == 0) {
                            throw new ServerAway();
                        }
                        return TemporalTarget.embedded("127.0.0.1:" + port);
                    },
                    connections,
                    patience);

            assertThat(sessions.pendingActivities("nothing-of-that-name")).isEmpty();
        }
        assertThat(asked).hasValueGreaterThan(1);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
