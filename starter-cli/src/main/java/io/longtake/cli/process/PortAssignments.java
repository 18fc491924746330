package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;
import io.longtake.files.durable.Durable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a home. A port is kept once chosen, so that bookmarks and long-lived connections stay valid. If another
 * program has taken it, a new one is chosen.
 */
final class PortAssignments {
    // Below the ephemeral port range of Linux (32768 and up), whose ports come and go.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private final Path file;

    PortAssignments(HomeFolder home) {
        this.file = home.root().resolve("ports");
    }

    /** Returns a port that is free now. */
    int free(String name) {
        var ports = read();
        var kept = ports.getProperty(name);
        if (kept != null && kept.matches("\\d{1,5}") && becomesFree(Integer.parseInt(kept))) {
            return Integer.parseInt(kept);
        }
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!ports.containsValue(Integer.toString(port)) && isFree(port)) {
                ports.setProperty(name, Integer.toString(port));
                write(ports);
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    /** Returns the port chosen before, else chooses one. The port may be in use. */
    int chosen(String name) {
        var kept = read().getProperty(name);
        return kept != null && kept.matches("\\d{1,5}") ? Integer.parseInt(kept) : free(name);
    }

    /** Returns the port chosen before if it is in use, else an empty string. */
    String taken(String name) {
        var kept = read().getProperty(name, "");
        return kept.matches("\\d{1,5}") && !isFree(Integer.parseInt(kept)) ? kept : "";
    }

    /** Forgets a port that does not work. */
    void forget(String name) {
        var ports = read();
        ports.remove(name);
        write(ports);
    }

    /**
     * Waits up to 2 s for the port: a killed process keeps its sockets open until its last thread ends, shortly after
     * the process counts as ended.
     */
    private static boolean becomesFree(int port) {
        for (int i = 0; i < 40; i++) {
            if (isFree(port)) {
                return true;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Properties read() {
        var ports = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                ports.load(in);
            } catch (IOException | IllegalArgumentException e) {
                ports.clear();
            }
        }
        return ports;
    }

    private void write(Properties ports) {
        try (var out = new ByteArrayOutputStream()) {
            ports.store(out, "Ports of this installation, on 127.0.0.1");
            Durable.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
