package io.longtake.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The class-data archive for all processes, like the one that the launcher keeps. A test run starts hundreds of processes, and the
 * archive reduces the start-up time of each. Created once per build.
 */
final class CommandClasses {
    private static final List<String> QUIET = List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=off");
    private static final Path FOLDER = Path.of("target").toAbsolutePath();
    private static final String PREFIX = "commands-";
    private static final long MINUTES = 5;

    /** Not every JVM can create an archive; it is tried once, whatever the outcome. */
    private static boolean possible = true;

    private CommandClasses() {}

    /** The JVM options for a command; empty if the JVM can't create an archive. */
    static synchronized List<String> options(String classPath) {
        Path archive = FOLDER.resolve(PREFIX + Runtime.version().feature() + "-"
                + Integer.toHexString(jars(classPath).hashCode()) + ".jsa");
        if (!Files.exists(archive)) {
            removeOthers();
            boolean tried = possible;
            possible = false;
            possible = tried && make(archive, classPath);
        }
        if (!possible) {
            return List.of();
        }
        List<String> options = new ArrayList<>(QUIET);
        options.add("-XX:SharedArchiveFile=" + archive);
        options.add("-Dlongtake.classes=" + archive);
        return options;
    }

    /** Identifies the build, because the JVM does not use an archive that was created for other jars. */
    private static String jars(String classPath) {
        StringBuilder all = new StringBuilder();
        for (String entry : classPath.split(":", -1)) {
            Path jar = Path.of(entry);
            try {
                all.append(jar + " " + Files.getLastModifiedTime(jar) + " " + Files.size(jar) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    /** An archive takes 86 MB. */
    private static void removeOthers() {
        try (var archives = Files.newDirectoryStream(FOLDER, PREFIX + "*")) {
            for (Path archive : archives) {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean make(Path archive, String classPath) {
        Path said = FOLDER.resolve("training.log");
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(QUIET);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + part, "-cp", classPath, "io.longtake.cli.CdsTraining"));
        try {
            Process training = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!training.waitFor(MINUTES, TimeUnit.MINUTES)) {
                training.destroyForcibly();
                return false;
            }
            if (training.exitValue() != 0) {
                throw new AssertionError("a step of the training failed: " + Files.readString(said));
            }
            if (!Files.exists(part)) {
                return false;
            }
            Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
