package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Machines on which libraries can't be unpacked in the usual places. Each test uses other mounts for {@code /tmp} and the user's
 * folder, in a mount namespace of its own in which process 1 starts the command. If the kernel forbids such namespaces, the tests
 * are skipped and print the reason.
 */
@Order(1)
class RestrictedMachineIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** Creates folders outside {@code /tmp}, because some tests mount over it. */
    static final class BesideTheBuild implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "restricted");
        }
    }

    @TempDir(factory = BesideTheBuild.class)
    Path folder;

    /** The Temporal program that the other tests use, because the user of these tests has a separate cache. */
    private static String temporal;

    private Path home;
    private Path person;

    @BeforeAll
    static void findTemporal(@TempDir Path plainFolder) throws Exception {
        skipWhereMountsAreForbidden(plainFolder);
        try (Product plain = new Product(plainFolder.resolve("home"))) {
            plain.ok("up");
            temporal = plain.temporalProgram();
        }
    }

    @BeforeEach
    void createFolders() throws IOException {
        home = Files.createDirectories(folder.resolve("state")).resolve("home");
        person = Files.createDirectories(folder.resolve("person"));
    }

    private static void skipWhereMountsAreForbidden(Path where) throws Exception {
        Process trial = new ProcessBuilder(namespace("mount -t tmpfs none '" + where + "'"))
                .redirectErrorStream(true)
                .start();
        String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean allowed = trial.waitFor() == 0;
        if (!allowed) {
            System.out.println("RestrictedMachineIT is skipped, this kernel forbids mounts: " + said);
        }
        Assumptions.assumeTrue(allowed, "mounts are forbidden here");
    }

    /** The mount over /tmp would hide the program itself. */
    private static void skipWhereTheProductLiesBelowTmp() {
        boolean below = Product.ROOT.startsWith("/tmp");
        if (below) {
            System.out.println("A case of RestrictedMachineIT is skipped: " + Product.ROOT + " is below /tmp.");
        }
        Assumptions.assumeFalse(below, "the product is below /tmp");
    }

    @Test
    void theMainJobWorksWithTmpMountedNoexec() throws Exception {
        skipWhereTheProductLiesBelowTmp();
        makesAFilm("mount -t tmpfs -o noexec,mode=1777 none /tmp", Map.of());
    }

    @Test
    void theMainJobWorksWithAFullTmp() throws Exception {
        skipWhereTheProductLiesBelowTmp();
        makesAFilm(
                "mount -t tmpfs -o size=64k,mode=1777 none /tmp && { cat /dev/zero > /tmp/full 2>/dev/null || true; }",
                Map.of());
    }

    @Test
    void theMainJobWorksWithoutTmpAndWithAMissingTmpdir() throws Exception {
        skipWhereTheProductLiesBelowTmp();
        Path root = Files.createDirectories(folder.resolve("root"));
        makesAFilm(
                "mount -t tmpfs none '" + root
                        + "' && for d in /*; do case $d in /tmp) ;; *) if [ -L $d ]; then cp -P $d '"
                        + root + "'; elif [ -d $d ]; then mkdir '" + root + "'$d; mount --rbind $d '" + root
                        + "'$d; fi ;; esac; done",
                "chroot '" + root + "' ",
                Map.of("TMPDIR", "/nonexistent"));
    }

    @Test
    void theUsersFolderMayBeReadOnly() throws Exception {
        makesAFilm("mount -t tmpfs -o ro none '" + person + "'", Map.of());
        assertThat(home.resolve("cache/natives/lwjgl")).isDirectory();
    }

    @Test
    void anInstallationOnANoexecMountUsesTheUsersCache() throws Exception {
        makesAFilm(
                "mount --bind '" + home.getParent() + "' '" + home.getParent() + "' && mount -o remount,bind,noexec '"
                        + home.getParent() + "'",
                Map.of());
        assertThat(person.resolve(".cache/longtake/natives/lwjgl")).isDirectory();
    }

    @Test
    void theMainJobWorksInAnEmptyEnvironmentOnAReadOnlySystem() throws Exception {
        makesAFilm(
                "mount --bind '" + folder + "' '" + folder + "' && mount -o remount,ro,bind /",
                "env -i LONGTAKE_HOME='" + home + "' TEMPORAL_CLI=\"$TEMPORAL_CLI\" ",
                Map.of());
    }

    @Test
    void ifNothingCanBeExecutedOneSentenceSaysWhatToDo() throws Exception {
        String mounts = "mount -t tmpfs -o noexec none '" + person + "' && mount -t tmpfs -o noexec none '"
                + home.getParent() + "'";
        Product.Result doctor = in(mounts, "", Map.of("TEMPORAL_CLI", temporal), "doctor");
        assertThat(doctor.exit()).as(doctor.err()).isEqualTo(1);
        assertThat(doctor.out()).contains("BAD  natives", "noexec", "LONGTAKE_NATIVES");

        Product.Result up = in(mounts, "", Map.of("TEMPORAL_CLI", temporal), "up");
        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.err())
                .contains(person.resolve(".cache/longtake").toString(), home.toString(), "LONGTAKE_NATIVES")
                .doesNotContain("Exception", "\tat ");

        String elsewhere = Files.createDirectories(folder.resolve("elsewhere")).toString();
        Product.Result mended =
                in(mounts, "", Map.of("TEMPORAL_CLI", temporal, "LONGTAKE_NATIVES", elsewhere), "doctor");
        assertThat(mended.out()).contains("ok   natives", elsewhere);
    }

    private void makesAFilm(String mounts, Map<String, String> environment) throws Exception {
        makesAFilm(mounts, "", environment);
    }

    private void makesAFilm(String mounts, String program, Map<String, String> environment) throws Exception {
        Path film = folder.resolve("film.mp4");
        Map<String, String> all = new HashMap<>(environment);
        all.put("TEMPORAL_CLI", temporal);
        all.put("DISPLAY", ":99");
        Product.Result made = in(
                mounts,
                program,
                all,
                "make",
                Product.PHOTO.toString(),
                "--prompt",
                "make a 1-second video with the title \"Hello\"",
                "--output",
                film.toString(),
                "--json");

        assertThat(made.exit()).as("%s %s", made.err(), made.out()).isZero();
        assertThat(Films.seconds(film)).isBetween(0.9, 1.1);
    }

    /** @param program inserted before the command in the namespace, with a space at its end; or empty */
    private Product.Result in(String mounts, String program, Map<String, String> environment, String... arguments) {
        Product product = new Product(home).with("HOME", person.toString()).with("XDG_CACHE_HOME", "");
        environment.forEach(product::with);
        return product.within(namespace(mounts + " && { " + program + "\"$@\"; }"))
                .start(arguments)
                .await(LIMIT);
    }

    /** The shell is process 1 of its namespace: when it ends, all processes in the namespace end. */
    private static List<String> namespace(String script) {
        return List.of(
                "unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", script, "sh");
    }
}
