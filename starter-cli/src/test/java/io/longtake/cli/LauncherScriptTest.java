package io.longtake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script `longtake` in a separate checkout, with stubs for Maven and the JDK that only record their arguments. */
class LauncherScriptTest {
    @TempDir
    Path folder;

    private Path checkout;

    private record Run(int exit, String output) {}

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(Path.of("..", "longtake"), checkout.resolve("longtake"));
        assertThat(checkout.resolve("longtake").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(checkout.resolve("starter-cli/src/main/launcher"));
        Files.copy(
                Path.of("src/main/launcher/launch.bash"),
                checkout.resolve("starter-cli/src/main/launcher/launch.bash"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("starter-cli/src/main/A.java"), "class A {}");
        jdk("jdk", "17.0.15");
        program(
                "mvn",
                "echo built >> '" + folder.resolve("builds") + "'; sleep 0.3; [ -e '" + folder.resolve("broken")
                        + "' ] && { echo '[ERROR] A.java: no'; exit 1; }; t='" + checkout
                        + "/starter-cli/target'; mkdir -p \"$t/dist/lib\";"
                        + " touch \"$t/longtake-starter-cli-1.jar\" \"$t/dist/lib/longtake-x.jar\" \"$t/dist/lib/other.jar\"");
    }

    private void jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(name + "/bin/java", "echo \"java $*\"; exit 42");
        program(name + "/bin/javac", "exit 0");
    }

    private Path program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Process start(Path script, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(script.toString(), "ps", "--json")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("LONGTAKE_MVN", folder.resolve("mvn").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        try (var out = process.inputReader()) {
            var text = String.join("\n", out.lines().toList());
            return new Run(process.waitFor(), text);
        }
    }

    private long builds() throws IOException {
        return Files.exists(folder.resolve("builds"))
                ? Files.readAllLines(folder.resolve("builds")).size()
                : 0;
    }

    @Test
    void itBuildsOnceReportsItAndPassesOnArgumentsAndExitCode() throws Exception {
        var first = end(start(checkout.resolve("longtake"), Map.of()));
        assertThat(first.exit()).isEqualTo(42);
        assertThat(first.output())
                .contains("building")
                .contains("io.longtake.cli.Main ps --json")
                // Commands draw, and DISPLAY may name a display that does not exist.
                .contains("-Djava.awt.headless=true");
        var second = end(start(checkout.resolve("longtake"), Map.of()));
        assertThat(second.output()).doesNotContain("building");
        assertThat(builds()).isOne();
    }

    @Test
    void changedSourcesAreRebuilt() throws Exception {
        end(start(checkout.resolve("longtake"), Map.of()));
        Files.setLastModifiedTime(
                checkout.resolve("starter-cli/src/main/A.java"),
                java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertThat(end(start(checkout.resolve("longtake"), Map.of())).output()).contains("building");
    }

    @Test
    void twoCommandsAtOnceBuildOnce() throws Exception {
        var started = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            started.add(start(checkout.resolve("longtake"), Map.of()));
        }
        for (var process : started) {
            assertThat(end(process).exit()).isEqualTo(42);
        }
        assertThat(builds()).isOne();
    }

    @Test
    void itWorksThroughASymbolicLinkFromElsewhere() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout", "longtake"));
        assertThat(end(start(link, Map.of())).exit()).isEqualTo(42);
    }

    @Test
    void aBrokenBuildShowsTheErrorAndTheLog() throws Exception {
        Files.createFile(folder.resolve("broken"));
        var run = end(start(checkout.resolve("longtake"), Map.of()));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("A.java: no").contains("build.log");
    }

    @Test
    void aLocaleWithoutUtf8IsReplacedAndOneWithItIsKept() throws Exception {
        program("jdk/bin/java", "echo \"locale ${LC_ALL:-unset}\"; exit 42");
        assertThat(end(start(checkout.resolve("longtake"), Map.of("LC_ALL", "C")))
                        .output())
                .contains("locale C.UTF-8");
        assertThat(end(start(checkout.resolve("longtake"), Map.of("LC_ALL", "de_DE.utf8")))
                        .output())
                .contains("locale de_DE.utf8");
    }

    @Test
    void anEarlierVersionIsNotPublished() throws Exception {
        Files.createDirectories(checkout.resolve("starter-cli/target"));
        Files.createFile(checkout.resolve("starter-cli/target/longtake-starter-cli-0.jar"));
        assertThat(end(start(checkout.resolve("longtake"), Map.of())).output())
                .contains("longtake-starter-cli-1.jar")
                .doesNotContain("longtake-starter-cli-0.jar");
    }

    @Test
    void temporaryFilesGoToAWritableFolder() throws Exception {
        var usable = Files.createDirectories(folder.resolve("temporary"));
        assertThat(end(start(checkout.resolve("longtake"), Map.of("TMPDIR", usable.toString())))
                        .output())
                .contains("-Djava.io.tmpdir=" + usable);
        assertThat(usable).isEmptyDirectory();
        for (var unusable : new String[] {"", folder.resolve("missing").toString(), "/dev/full", "/proc"}) {
            assertThat(end(start(checkout.resolve("longtake"), Map.of("TMPDIR", unusable)))
                            .output())
                    .as(unusable)
                    .contains("io.longtake.cli.Main ps --json")
                    .doesNotContain("-Djava.io.tmpdir");
        }
    }

    @Test
    void onlyAJdkThatWarnsAboutLibrariesGetsTheOptionsAgainstIt() throws Exception {
        assertThat(end(start(checkout.resolve("longtake"), Map.of())).output())
                .doesNotContain("--sun-misc-unsafe-memory-access")
                .doesNotContain("--enable-native-access");
        jdk("jdk", "25.0.1");
        assertThat(end(start(checkout.resolve("longtake"), Map.of())).output())
                .contains("--enable-native-access=ALL-UNNAMED")
                .contains("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void anOldJdkIsSkipped() throws Exception {
        jdk("old", "11.0.2");
        var run = end(start(
                checkout.resolve("longtake"),
                Map.of(
                        "JAVA_HOME",
                        folder.resolve("old").toString(),
                        "PATH",
                        folder.resolve("jdk/bin") + ":/usr/bin:/bin")));
        assertThat(run.exit()).isEqualTo(42);
    }
}
