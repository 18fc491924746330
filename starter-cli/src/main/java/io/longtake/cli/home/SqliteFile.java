package io.longtake.cli.home;

import io.longtake.files.durable.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Reads a SQLite file without changing it, while another process may be writing to it. */
public final class SqliteFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;
    private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;

    private final Path file;

    public SqliteFile(Path file) {
        this.file = file;
    }

    /**
     * Describes the damage, as the end of a sentence that begins with the file's name.
     *
     * @param tables the required tables
     * @param limit the time limit for the content check; damage that is not found within it is not reported
     * @return empty if the file is undamaged or does not exist
     */
    Optional<String> damage(List<String> tables, Duration limit) {
        if (Files.isDirectory(file)) {
            return Optional.of("is a folder");
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var damage = ofHeader(channel);
            return damage.isPresent() ? damage : ofContent(tables, limit);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("can't be read (" + DiskErrors.reason(e) + ")");
        }
    }

    private Optional<String> ofHeader(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return hasLog() ? Optional.empty() : Optional.of("is empty");
        }
        var header = ByteBuffer.allocate(HEADER_BYTES);
        while (header.hasRemaining() && channel.read(header) >= 0) {}
        for (int i = 0; i < MAGIC.length; i++) {
            if (header.get(i) != MAGIC[i]) {
                return Optional.of("is not a SQLite database");
            }
        }
        if (header.hasRemaining()) {
            return Optional.of("is truncated: it has " + size + " bytes; its header alone has " + HEADER_BYTES);
        }
        // https://www.sqlite.org/fileformat2.html#the_database_header: the size is valid only if the two change
        // counters are equal; it does not include the content of the log.
        int pageBytes = header.getShort(16) == 1 ? 65_536 : header.getShort(16) & 0xffff;
        long bytes = (header.getInt(28) & 0xffff_ffffL) * pageBytes;
        boolean sizeCounts = header.getInt(24) == header.getInt(92) && !hasLog();
        return sizeCounts && size < bytes
                ? Optional.of("is truncated: it has " + size + " of " + bytes + " bytes")
                : Optional.empty();
    }

    private boolean hasLog() throws IOException {
        try {
            return Files.size(file.resolveSibling(file.getFileName() + "-wal")) > 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Optional<String> ofContent(List<String> tables, Duration limit) throws IOException {
        try (var connection = DriverManager.getConnection(url())) {
            var there = tables(connection);
            for (var table : tables) {
                if (!there.contains(table)) {
                    return Optional.of("has no table '" + table + "'");
                }
            }
            return quickCheck(connection, limit);
        } catch (SQLException e) {
            return meaning(e);
        }
    }

    /**
     * Opens the file read-only. Without a log no process is writing, and the connection does not even create the files next to
     * it.
     */
    private String url() throws IOException {
        boolean log = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return "jdbc:sqlite:file:" + file.toUri().getRawPath() + (log ? "?mode=ro" : "?immutable=1");
    }

    /**
     * The elements of the schema: {@code table x}, {@code column x.y} with its type, {@code index x}, and SQLite's other types.
     *
     * @throws IOException when it can't be read
     */
    public Set<String> schema() throws IOException {
        var found = new HashSet<String>();
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(
                    "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            try (var rows = statement.executeQuery("SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type"
                    + " FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'"
                    + " AND m.name NOT LIKE 'sqlite_%'")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IOException(file + ": " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        var found = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Optional<String> quickCheck(Connection connection, Duration limit) throws SQLException {
        long end = System.nanoTime() + limit.toNanos();
        ProgressHandler.setHandler(connection, INSTRUCTIONS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            var word = rows.next() ? rows.getString(1) : "ok";
            return word.equals("ok") ? Optional.empty() : Optional.of("is damaged (" + firstLine(word) + ")");
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    private static Optional<String> meaning(SQLException e) {
        var code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ) {
            return Optional.of("is truncated");
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            // The check exceeded its time limit, or the database is in use: no damage was found.
            case SQLITE_INTERRUPT, SQLITE_BUSY, SQLITE_LOCKED -> Optional.empty();
            case SQLITE_NOTADB -> Optional.of("is not a SQLite database");
            case SQLITE_CORRUPT -> Optional.of("is damaged");
            default -> Optional.of("can't be read (" + firstLine(String.valueOf(e.getMessage())) + ")");
        };
    }

    private static String firstLine(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("***"))
                .findFirst()
                .orElse("")
                .strip();
    }
}
