package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

    @Test
    void theUserAddsJvmOptionsOfBackgroundProcesses() {
        assertThat(InstallationPlans.extraOptions(Map.of())).isEmpty();
        assertThat(InstallationPlans.extraOptions(Map.of("LONGTAKE_SERVICE_JAVA_OPTS", " ")))
                .isEmpty();
        assertThat(InstallationPlans.extraOptions(Map.of("LONGTAKE_SERVICE_JAVA_OPTS", " -Xmx2g  -Da=b\n")))
                .containsExactly("-Xmx2g", "-Da=b");
    }

    private static boolean isServer(String... arguments) {
        return InstallationPlans.isServerOn(DATABASE, List.of(arguments));
    }
}
