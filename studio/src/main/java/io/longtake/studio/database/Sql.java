package io.longtake.studio.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their values bound. Instants and durations are kept as milliseconds, enums by name, an empty optional as NULL. */
public final class Sql {
    private Sql() {}

    /** Reads one row. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Runs a statement that changes rows; returns how many. */
    public static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Inserts a row and returns its row id. */
    public static long insert(Connection connection, String sql, Object... values) throws SQLException {
        run(connection, sql, values);
        return first(connection, "SELECT last_insert_rowid()", row -> row.getLong(1))
                .orElseThrow();
    }

    public static <T> List<T> all(Connection connection, String sql, Row<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.of(rows));
            }
            return read;
        }
    }

    public static <T> Optional<T> first(Connection connection, String sql, Row<T> reader, Object... values)
            throws SQLException {
        return all(connection, sql, reader, values).stream().findFirst();
    }

    /** A column that may be NULL. */
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, column(values[i]));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object column(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return column(optional.orElse(null));
        } else if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        } else if (value instanceof Duration duration) {
            return duration.toMillis();
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Path path) {
            return path.toString();
        } else if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value;
    }
}
