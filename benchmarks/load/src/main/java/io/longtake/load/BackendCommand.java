package io.longtake.load;

import io.longtake.load.backend.Script;
import io.longtake.load.backend.ScriptedBackend;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "backend", description = "Runs the scripted backend until it is stopped.")
final class BackendCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0")
    private int port;

    @Option(names = "--chat", description = "how long a chat is open, for example PT20S", defaultValue = "PT2S")
    private Duration chat = Duration.ZERO;

    @Option(names = "--keep-alive", defaultValue = "PT10S")
    private Duration keepAlive = Duration.ZERO;

    @Option(names = "--polls", description = "status requests until a render is completed", defaultValue = "3")
    private int polls;

    @Option(names = "--film-bytes", defaultValue = "65536")
    private int filmBytes;

    @Override
    public Integer call() throws Exception {
        // Without this, a small write waits for the acknowledgement of the one before it, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // The defaults close idle connections above 200, which a client sees as a broken request.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        try (ScriptedBackend backend = ScriptedBackend.start(port, new Script(chat, keepAlive, polls, filmBytes))) {
            LoadGenerator.print(Map.of("url", backend.url()));
            Thread.currentThread().join();
            return 0;
        }
    }
}
