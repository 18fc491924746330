package io.longtake.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** A separate backend: a studio in the foreground on a fixed port, restarted by the test after it has ended. */
final class ContractBackend implements AutoCloseable {
    private final Product product;
    private final int port = freePort();
    private final int filesPort = freePort();
    private Product.Running running;

    ContractBackend(Path home) {
        product = new Product(home);
        running = begin();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Product.Running begin() {
        Product.Running started =
                product.start("studio", "--port", Integer.toString(port), "--files-port", Integer.toString(filesPort));
        Waiting.until("the backend answers", Duration.ofMinutes(2), () -> answers(started));
        return started;
    }

    private boolean answers(Product.Running started) {
        if (!started.process().isAlive()) {
            throw new AssertionError("the backend exited: " + started.err().join());
        }
        try {
            ledger().holds("chatMillis");
            return true;
        } catch (UncheckedIOException | AssertionError | java.util.NoSuchElementException notYet) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    StudioLedger ledger() {
        return new StudioLedger(product.home, address());
    }

    synchronized long pid() {
        return running.process().pid();
    }

    /** Restarts the backend if it has ended, as its operator would. */
    synchronized void restart() {
        if (!running.process().isAlive()) {
            running = begin();
        }
    }

    @Override
    public synchronized void close() {
        Product.kill(running.process().pid());
    }
}
