package io.longtake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs and removes unpacked archives whose Java is a stub that only prints its arguments. */
class InstallScriptTest {
    private static final Path TREE = Path.of("..", "distribution", "src", "main", "tree");

    @TempDir
    Path folder;

    private Path prefix;

    private record Run(int exit, String output) {}

    @BeforeEach
    void prefixWithAnotherProgram() throws IOException {
        prefix = Files.createDirectories(folder.resolve("the prefix"));
        Files.createDirectories(prefix.resolve("bin"));
        Files.writeString(prefix.resolve("bin/other"), "");
    }

    /** What the archive of a build contains after it was unpacked. */
    private Path unpacked(String build) throws IOException {
        var root = folder.resolve("unpacked " + build);
        executable(
                root.resolve("bin/longtake"),
                Files.readString(TREE.resolve("bin/longtake")).replace("@JAVA@", "25"));
        for (var script : List.of("install.sh", "uninstall.sh")) {
            executable(root.resolve(script), Files.readString(TREE.resolve(script)));
        }
        executable(root.resolve("runtime/bin/java"), "#!/bin/sh\necho \"java $*\"\n");
        for (var file : List.of(
                "lib/a.jar",
                "lib/picocli-4.jar",
                "lib/longtake-starter-cli-0.jar",
                "share/man/man1/longtake.1",
                "share/bash-completion/completions/longtake",
                "share/zsh/site-functions/_longtake",
                "share/doc/longtake/LICENSE")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), build);
        }
        Files.copy(
                Path.of("src/main/launcher/launch.bash"),
                root.resolve("lib/launch.bash"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(root.resolve("release"), "build=" + build + "\ncommit=0\n");
        return root;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(Path program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            var text = String.join("\n", out.lines().toList());
            return new Run(process.waitFor(), text);
        }
    }

    private Run install(String build) throws IOException, InterruptedException {
        return run(unpacked(build).resolve("install.sh"), "--prefix", prefix.toString());
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(prefix)) {
            var names = new TreeSet<String>();
            all.map(file -> prefix.relativize(file).toString()).forEach(names::add);
            return names;
        }
    }

    @Test
    void theLauncherStartsTheJavaBesideItWithItsJarsAndArchiveOfClasses() throws Exception {
        var root = unpacked("1").toRealPath();
        var link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("bin/longtake"));
        var run = run(link, "ps", "--json");
        assertThat(run.exit()).isZero();
        assertThat(run.output())
                .endsWith("-cp " + root.resolve("lib/longtake-starter-cli-0.jar") + ":"
                        + root.resolve("lib/picocli-4.jar") + ":" + root.resolve("lib/a.jar")
                        + " io.longtake.cli.Main ps --json")
                .contains("-XX:SharedArchiveFile=" + root.resolve("classes.jsa"))
                .contains("-Dlongtake.dist=" + root)
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void installingAndUninstallingLeavesThePrefixAsItWas() throws Exception {
        var before = files();
        var installed = install("1");
        assertThat(installed.exit()).as(installed.output()).isZero();
        assertThat(run(prefix.resolve("bin/longtake"), "ps").output())
                .contains("-Dlongtake.dist=" + prefix.toRealPath().resolve("lib/longtake/1"));
        for (var file : List.of(
                "share/man/man1/longtake.1",
                "share/bash-completion/completions/longtake",
                "share/zsh/site-functions/_longtake")) {
            assertThat(prefix.resolve(file)).hasContent("1");
        }
        var removed = run(prefix.resolve("lib/longtake/current/uninstall.sh"));
        assertThat(removed.exit()).as(removed.output()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anUpgradeKeepsThePreviousBuildForItsProcessesAndRemovesOlderOnes() throws Exception {
        install("1");
        assertThat(install("2").output()).contains("the build 1 is kept");
        assertThat(prefix.resolve("lib/longtake/1")).exists();
        install("3");
        assertThat(prefix.resolve("lib/longtake/1")).doesNotExist();
        assertThat(prefix.resolve("lib/longtake/2")).exists();
        assertThat(prefix.resolve("share/man/man1/longtake.1")).hasContent("3");
        assertThat(install("3").output()).contains("build 3 is already in");
    }

    @Test
    void aProgramOfAnotherOriginIsNotReplaced() throws Exception {
        executable(prefix.resolve("bin/longtake"), "#!/bin/sh\n");
        var before = files();
        var run = install("1");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("bin/longtake exists", "Nothing was changed");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPackageOfTheSystemIsNeitherReplacedNorRemoved() throws Exception {
        Files.createDirectories(prefix.resolve("lib/longtake/1/bin"));
        Files.createSymbolicLink(prefix.resolve("lib/longtake/current"), Path.of("1"));
        executable(prefix.resolve("lib/longtake/1/bin/longtake"), "#!/bin/sh\n");
        for (var link : List.of(true, false)) {
            var program = prefix.resolve("bin/longtake");
            if (link) {
                Files.createSymbolicLink(program, Path.of("../lib/longtake/current/bin/longtake"));
            } else {
                Files.delete(program);
            }
            var before = files();
            assertThat(install("2").output()).contains("was not installed by this script", "Nothing was changed");
            assertThat(run(unpacked("2").resolve("uninstall.sh"), "--prefix", prefix.toString())
                            .output())
                    .contains("contains no Longtake that install.sh installed", "Nothing was changed");
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void linksAndFilesOfOthersAreKept() throws Exception {
        var pages = Files.createDirectories(prefix.resolve("share/man/man1"));
        var elsewhere = Files.createDirectories(prefix.resolve("share/elsewhere"));
        var own = Path.of("../../../lib/longtake/current/share/man/man1/gone.1");
        Files.createSymbolicLink(pages.resolve("longtake.1"), Path.of("/nowhere/longtake.1"));
        Files.createSymbolicLink(pages.resolve("copy.1"), Path.of("/x/lib/longtake/current/share/copy.1"));
        Files.createSymbolicLink(elsewhere.resolve("gone.1"), own);
        var before = files();
        Files.createSymbolicLink(pages.resolve("gone.1"), own);
        var installed = install("1");
        assertThat(installed.output()).contains("share/man/man1/longtake.1 exists and was kept");
        assertThat(Files.readSymbolicLink(pages.resolve("longtake.1"))).hasToString("/nowhere/longtake.1");
        assertThat(files()).containsAll(before).doesNotContain("share/man/man1/gone.1");
        Files.createSymbolicLink(pages.resolve("gone.1"), own);
        assertThat(run(prefix.resolve("lib/longtake/current/uninstall.sh")).exit())
                .isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void twoInstallationsOfOneBuildAtOnceDoNotDisturbEachOther() throws Exception {
        var root = unpacked("1");
        // The program of the first one runs only when the second one has ended.
        executable(
                root.resolve("runtime/bin/java"),
                "#!/bin/sh\nmkdir '" + folder.resolve("first") + "' 2>/dev/null && '" + root.resolve("install.sh")
                        + "' --prefix '" + prefix + "' >/dev/null\nexit 0\n");
        var run = run(root.resolve("install.sh"), "--prefix", prefix.toString());
        assertThat(run.exit()).as(run.output()).isZero();
        try (var builds = Files.list(prefix.resolve("lib/longtake"))) {
            assertThat(builds.map(build -> build.getFileName().toString()))
                    .containsExactlyInAnyOrder("1", "current", "folders");
        }
        try (var entries = Files.list(prefix.resolve("lib/longtake/1"))) {
            assertThat(entries.map(entry -> entry.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void aBuildThatDoesNotRunIsNotInstalled() throws Exception {
        install("1");
        var broken = unpacked("2");
        executable(broken.resolve("runtime/bin/java"), "#!/bin/sh\nexit 1\n");
        var run = run(broken.resolve("install.sh"), "--prefix=" + prefix);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("does not run from");
        assertThat(prefix.resolve("lib/longtake/current").toRealPath().getFileName())
                .hasToString("1");
        assertThat(prefix.resolve("lib/longtake/2")).doesNotExist();
    }

    @Test
    void aBuildWhoseProcessesRunIsNeitherReplacedNorRemoved() throws Exception {
        var first = unpacked("1");
        Files.copy(Path.of("/bin/sleep").toRealPath(), first.resolve("runtime/bin/worker"));
        assertThat(first.resolve("runtime/bin/worker").toFile().setExecutable(true))
                .isTrue();
        run(first.resolve("install.sh"), "--prefix", prefix.toString());
        var worker = new ProcessBuilder(
                        prefix.resolve("lib/longtake/1/runtime/bin/worker").toString(), "60")
                .start();
        try {
            install("2");
            install("3");
            assertThat(prefix.resolve("lib/longtake/1")).exists();
            assertThat(prefix.resolve("lib/longtake/2")).exists();
            var refused = run(unpacked("4").resolve("uninstall.sh"), "--prefix", prefix.toString());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.output()).contains(" " + worker.pid(), "longtake down", "Nothing was changed");
        } finally {
            worker.destroyForcibly().waitFor();
        }
        assertThat(run(unpacked("4").resolve("uninstall.sh"), "--prefix", prefix.toString())
                        .exit())
                .isZero();
        assertThat(prefix.resolve("lib")).doesNotExist();
    }

    @Test
    void wrongArgumentsAreNamed() throws Exception {
        var root = unpacked("1");
        assertThat(run(root.resolve("install.sh"), "--prefx", "/x"))
                .isEqualTo(new Run(2, "install.sh: --prefx is not an option. Usage: install.sh [--prefix DIR]"));
        assertThat(run(root.resolve("uninstall.sh")).output()).contains("not an installation", "--prefix");
        assertThat(run(root.resolve("uninstall.sh"), "--prefix", folder.toString())
                        .output())
                .contains("contains no Longtake that install.sh installed");
    }
}
