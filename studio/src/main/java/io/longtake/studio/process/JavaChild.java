package io.longtake.studio.process;

import io.longtake.media.jvm.ClassArchive;
import io.longtake.media.jvm.Compilation;
import io.longtake.media.natives.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child JVM of this product that does not outlive its parent. */
public final class JavaChild {
    /**
     * Prefixes of environment variables removed from the child, because it decodes untrusted files: an exploited decoder must find no
     * credentials.
     */
    private static final List<String> CREDENTIALS = List.of("NEMO_", "TEMPORAL_", "AWS_", "LONGTAKE_KEYS");

    private JavaChild() {}

    /**
     * A process to be started, with the environment of this process except for credentials.
     *
     * @param heapMegabytes upper limit of the Java heap; native memory is in addition
     */
    public static ProcessBuilder builder(
            Class<?> main, Compilation compilation, int heapMegabytes, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(main, compilation, heapMegabytes, arguments));
        builder.environment().keySet().removeIf(name -> CREDENTIALS.stream().anyMatch(name::startsWith));
        return builder;
    }

    private static List<String> command(
            Class<?> main, Compilation compilation, int heapMegabytes, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(NativeLibraries.inherited());
        command.addAll(ClassArchive.options());
        command.addAll(compilation.options());
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                // Drawing otherwise fails where DISPLAY names a display that does not exist.
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** To be called first in the child: ends it when its standard input ends, which also happens when the parent crashes. */
    public static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try (InputStream in = System.in) {
                        while (in.read() >= 0) {
                            // Nothing is sent here; only the end matters.
                        }
                    } catch (IOException e) {
                        // Treated like the end of input.
                    }
                    Runtime.getRuntime().halt(2);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
