package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationPlansTest {
    private static final String DATABASE = "/home/someone/.longtake/server/temporal.db";

    @Test
    void a_server_is_known_by_its_database_and_a_backup_of_it_is_no_server() {
        assertThat(isServer("temporal", "server", "start-dev", "--db-filename", DATABASE, "--ip", "127.0.0.1"))
                .isTrue();
        assertThat(isServer("cp", DATABASE, "/backup")).isFalse();
        assertThat(isServer("sqlite3", DATABASE)).isFalse();
        assertThat(isServer("temporal", "server", "start-dev", "--db-filename", "other.db", "--", DATABASE))
                .isFalse();
        assertThat(isServer()).isFalse();
    }

    private static boolean isServer(String... arguments) {
        return InstallationPlans.isServerOn(DATABASE, List.of(arguments));
    }
}
