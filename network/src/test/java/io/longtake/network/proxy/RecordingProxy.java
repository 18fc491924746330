package io.longtake.network.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy on the loopback interface that records its requests: {@code CONNECT host:port}, or a method and a full
 * URL. It resolves made-up names, so a request for such a name can only arrive through the proxy.
 */
public final class RecordingProxy implements AutoCloseable {
    private volatile ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, InetSocketAddress> names = new ConcurrentHashMap<>();
    private final Optional<String> login;

    private RecordingProxy(Optional<String> login) throws IOException {
        this.login = login;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** A proxy without a login. */
    public static RecordingProxy open() throws IOException {
        return new RecordingProxy(Optional.empty());
    }

    /** A proxy that requires a login. */
    public static RecordingProxy withLogin(String user, String password) throws IOException {
        String pair = user + ":" + password;
        return new RecordingProxy(
                Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /** Maps the name to a port of this machine, whatever port is requested. */
    public RecordingProxy resolving(String name, int port) {
        names.put(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return this;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** All requests so far, including refused ones. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Reopens a closed proxy at the same address. */
    public void reopen() throws IOException {
        listening = new ServerSocket(port(), 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private void accept() {
        ServerSocket mine = listening;
        while (!mine.isClosed()) {
            try {
                Socket client = mine.accept();
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            String[] line = head.get(0).split(" ", 3);
            requests.add(line[0] + " " + line[1]);
            if (login.isPresent() && !login.equals(header(head, "proxy-authorization"))) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
            } else if (line[0].equals("CONNECT")) {
                int colon = line[1].lastIndexOf(':');
                tunnel(client, line[1].substring(0, colon), Integer.parseInt(line[1].substring(colon + 1)));
            } else {
                forward(client, head, line);
            }
        } catch (IOException | IllegalArgumentException gone) {
            // The client sees a closed connection.
        }
    }

    private void tunnel(Socket client, String host, int port) throws IOException {
        try (Socket server = connected(host, port)) {
            answer(client, "200 Connection established");
            pump(client, server);
        } catch (IOException unknown) {
            answer(client, "502 Bad Gateway");
        }
    }

    private void forward(Socket client, List<String> head, String[] line) throws IOException {
        URI url = URI.create(line[1]);
        try (Socket server = connected(url.getHost(), url.getPort() < 0 ? 80 : url.getPort())) {
            StringBuilder request = new StringBuilder(
                    line[0] + " " + line[1].replaceFirst("^http://[^/]*", "") + " HTTP/1.1\r\nConnection: close\r\n");
            for (String field : head.subList(1, head.size())) {
                String name = field.toLowerCase(Locale.ROOT);
                if (!name.startsWith("proxy-") && !name.startsWith("connection:")) {
                    request.append(field).append("\r\n");
                }
            }
            server.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            pump(client, server);
        } catch (IOException unknown) {
            answer(client, "502 Bad Gateway");
        }
    }

    private Socket connected(String host, int port) throws IOException {
        Socket server = new Socket();
        server.connect(names.getOrDefault(host, new InetSocketAddress(host, port)), 5000);
        return server;
    }

    private static void answer(Socket client, String status) throws IOException {
        String length = status.startsWith("200") ? "" : "Content-Length: 0\r\nConnection: close\r\n";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n" + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pump(Socket client, Socket server) throws IOException {
        daemon(() -> copy(client, server));
        copy(server, client);
    }

    private static void copy(Socket from, Socket to) {
        byte[] piece = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException over) {
            // One side has closed; close the other one.
        }
    }

    /** The request line and the header fields. */
    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
    }

    private static Optional<String> header(List<String> head, String name) {
        return head.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
