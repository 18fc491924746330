package io.longtake.cli.temporal;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;

/**
 * Imitates how {@code temporal server start-dev} handles its database: initialises a new file, opens an existing one
 * unchanged.
 */
final class FakeTemporal {
    private FakeTemporal() {}

    /** @param arguments a file with the statements that create its schema, followed by the arguments of {@code temporal} */
    public static void main(String... arguments) throws Exception {
        var given = List.of(arguments);
        create(Path.of(after(given, "--db-filename")), Files.readAllLines(Path.of(arguments[0])));
        try (var socket =
                new ServerSocket(Integer.parseInt(after(given, "--port")), 5, InetAddress.getLoopbackAddress())) {
            while (true) {
                socket.accept().close();
            }
        }
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    static void create(Path database, List<String> statements) throws Exception {
        if (Files.exists(database)) {
            return;
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }
}
