package io.longtake.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.studio.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudioSchemaTest {
    @TempDir
    Path folder;

    private int version(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    private void setVersion(String name, int version) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + version);
        }
    }

    @Test
    void theDatabasesOfANewStudioHaveTheFirstVersion() throws Exception {
        TestStudios.start(TestStudios.quick(folder)).close();
        assertThat(version("studio.db")).isEqualTo(1);
        assertThat(version("ledger.db")).isEqualTo(1);
        StudioSchema.refuseNewer(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"studio.db", "ledger.db"})
    void aStudioRefusesTheFolderOfANewerOneAndReleasesIt(String name) throws Exception {
        TestStudios.start(TestStudios.quick(folder)).close();
        setVersion(name, 2);
        assertThatThrownBy(() -> TestStudios.start(TestStudios.quick(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve(name) + " has schema version 2")
                .hasMessageContaining("up to 1");
        assertThatThrownBy(() -> StudioSchema.refuseNewer(folder)).isInstanceOf(DatabaseException.class);
        setVersion(name, 1);
        TestStudios.start(TestStudios.quick(folder)).close();
    }

    @Test
    void aCopyWrittenByANewerStudioIsRefused() throws Exception {
        TestStudios.start(TestStudios.quick(folder)).close();
        setVersion("studio.db", 2);
        assertThatThrownBy(() -> StudioCopy.settle(folder))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has schema version 2");
        assertThat(folder.resolve("identity")).exists();
    }
}
