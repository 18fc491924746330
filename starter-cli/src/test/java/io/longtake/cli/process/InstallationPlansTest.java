package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationPlansTest {
    private static final String DATABASE = "/home/someone/.longtake/server/temporal.db";

    @Test
    void aServerIsRecognisedByItsDatabaseAndABackupProcessIsNot() {
        assertThat(isServer("temporal", "server", "start-dev", "--db-filename", DATABASE, "--ip", "127.0.0.1"))
                .isTrue();
        assertThat(isServer("cp", DATABASE, "/backup")).isFalse();
        assertThat(isServer("sqlite3", DATABASE)).isFalse();
        assertThat(isServer("temporal", "server", "start-dev", "--db-filename", "other.db", "--", DATABASE))
                .isFalse();
        assertThat(isServer()).isFalse();
    }

    @Test
    void aWorkerOfACopiedHomeIsNotMistakenForTheOriginals() {
        var marker = "-Dlongtake.service=1234/worker";
        var worker = List.of("java", marker, "-cp", "lib/*", "io.longtake.cli.Main", "worker", "--home", "/homes/one");
        assertThat(InstallationPlans.isServiceOf("/homes/one", marker, worker)).isTrue();
        assertThat(InstallationPlans.isServiceOf("/homes/two", marker, worker)).isFalse();
        assertThat(InstallationPlans.isServiceOf("/homes/one", "-Dlongtake.service=5678/worker", worker))
                .isFalse();
    }

    private static boolean isServer(String... arguments) {
        return InstallationPlans.isServerOn(DATABASE, List.of(arguments));
    }
}
