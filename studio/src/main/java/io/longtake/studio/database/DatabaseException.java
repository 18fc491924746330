package io.longtake.studio.database;

import java.sql.SQLException;

/** SQLite reported an error, or a database does not belong to this program's version. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    DatabaseException(String message) {
        super(message);
    }

    static DatabaseException refused(SQLException e) {
        return new DatabaseException("the studio's database reported an error: " + e.getMessage(), e);
    }
}
