package io.longtake.studio.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of a query: its columns by name, as {@link Transaction} wrote them. Valid until the next row is read.
 *
 * <p>Every method throws {@link DatabaseException} for a column that does not exist; the methods without an optional result also
 * for NULL.
 */
public final class Row {
    private final ResultSet row;

    Row(ResultSet row) {
        this.row = row;
    }

    private interface Column<T> {
        T of(ResultSet row, String name) throws SQLException;
    }

    private <T> Optional<T> optional(String name, Column<T> column) {
        try {
            T value = column.of(row, name);
            return row.wasNull() ? Optional.empty() : Optional.of(value);
        } catch (SQLException e) {
            throw DatabaseException.refused(e);
        }
    }

    private <T> T required(String name, Column<T> column) {
        return optional(name, column)
                .orElseThrow(() -> new DatabaseException("a row of the studio's database has no value for " + name));
    }

    public String text(String column) {
        return required(column, ResultSet::getString);
    }

    public Optional<String> optionalText(String column) {
        return optional(column, ResultSet::getString);
    }

    public long number(String column) {
        return required(column, ResultSet::getLong);
    }

    /** @throws ArithmeticException for a number outside the range of an int */
    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public Optional<Integer> optionalInteger(String column) {
        return optional(column, ResultSet::getLong).map(Math::toIntExact);
    }

    public double real(String column) {
        return required(column, ResultSet::getDouble);
    }

    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<Instant> optionalInstant(String column) {
        return optional(column, ResultSet::getLong).map(Instant::ofEpochMilli);
    }

    public Duration duration(String column) {
        return Duration.ofMillis(number(column));
    }

    /** @throws IllegalArgumentException when no constant has this name */
    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }
}
