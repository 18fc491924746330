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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements with bound values, for the duration of its {@link Database.Work}. Instants and durations are stored as
 * milliseconds, enums by name, flags as 0 and 1, an empty optional as NULL. {@link Row} reads them back.
 *
 * <p>Every method throws {@link DatabaseException} when SQLite reports an error.
 */
public final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs a statement that changes rows.
     *
     * @return the number of changed rows
     */
    public int run(String sql, Object... values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseException.refused(e);
        }
    }

    /** Inserts a row and returns its row id. */
    public long insert(String sql, Object... values) {
        run(sql, values);
        return first("SELECT last_insert_rowid() AS id", row -> row.number("id"))
                .orElseThrow();
    }

    /** All rows of a query, in its order. */
    public <T> List<T> all(String sql, Function<Row, T> reader, Object... values) {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
                read.add(reader.apply(row));
            }
            return read;
        } catch (SQLException e) {
            throw DatabaseException.refused(e);
        }
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, Function<Row, T> reader, Object... values) {
        return all(sql, reader, values).stream().findFirst();
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
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
