package io.longtake.studio.process;

import io.longtake.media.jvm.ClassArchive;
import io.longtake.media.natives.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of our own classes that doesn't outlive this one. */
public final class JavaChild {
    /** Foreign bytes are decoded there: what breaks out must find nothing to take. */
    private static final List<String> CREDENTIALS = List.of("NEMO_TOKEN", "TEMPORAL_API_KEY");

    private JavaChild() {}

    /**
     * A process to be started, with this one's environment but for the credentials.
     *
     * @param heapMegabytes upper bound of the Java heap; what native code takes comes on top
     */
    public static ProcessBuilder builder(Class<?> main, int heapMegabytes, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(main, heapMegabytes, arguments));
        CREDENTIALS.forEach(builder.environment()::remove);
        return builder;
    }

    private static List<String> command(Class<?> main, int heapMegabytes, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(NativeLibraries.inherited());
        command.addAll(ClassArchive.options());
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** Called first in the child: ends it when its standard input ends, as it does when the parent dies, however suddenly. */
    public static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try (InputStream in = System.in) {
                        while (in.read() >= 0) {
                            // Nothing is ever said here; only the end matters.
                        }
                    } catch (IOException e) {
                        // The same as the end.
                    }
                    Runtime.getRuntime().halt(2);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
