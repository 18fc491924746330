package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Performs the work of all processes of the product, so that the JVM can record the classes to archive (class data sharing). The
 * launcher runs it once per build and JDK; it leaves nothing behind.
 *
 * <p>The exit code is 0 if all steps succeeded. The archive is usable in any case: a class that was not loaded is read from its
 * jar.
 */
public final class CdsTraining {
    private CdsTraining() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("longtake.log.level", "OFF");
        System.setProperty("longtake.log.others", "OFF");
        var folder = Files.createTempDirectory("longtake-training-");
        int code = 1;
        try {
            var failures = new Training(folder, Longtake::run, Environment.ofThisProcess()).run();
            failures.forEach((step, why) -> {
                System.err.println("The step '" + step + "' failed:");
                why.printStackTrace();
            });
            code = failures.isEmpty() ? 0 : 1;
            remove(folder);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            code = 1;
        } finally {
            // A step that was left behind has threads of its own.
            System.exit(code);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
