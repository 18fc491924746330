package io.longtake.studio.database;

import java.util.List;

/** The statements that bring a database from one schema version to the next, in one transaction. */
public record Migration(List<String> statements) {
    public Migration {
        statements = List.copyOf(statements);
    }

    public static Migration of(String... statements) {
        return new Migration(List.of(statements));
    }
}
