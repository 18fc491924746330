package io.longtake.media.natives;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/**
 * The folders in which a JVM unpacks native libraries and keeps temporary files.
 *
 * <p>Libraries unpack their native parts into {@code /tmp} or the user's home folder by default. A file system mounted
 * with {@code noexec} refuses to load them from there, and {@code /tmp} may be full or missing. A process that starts
 * services sets one folder for all of them; every JVM passes the same options on to the JVMs it starts.
 */
public final class NativeLibraries {
    /** For FFmpeg. A file is unpacked once and shared by all processes, so the folder has to be permanent. */
    private static final String JAVACPP = "org.bytedeco.javacpp.cachedir";

    /** For HarfBuzz. LWJGL replaces a file in it that belongs to another version, so the folder may be permanent. */
    private static final String LWJGL = "org.lwjgl.system.SharedLibraryExtractPath";

    /** For SQLite, and for the optional native libraries of JLine and of gRPC's Netty. */
    private static final List<String> OTHERS =
            List.of("org.sqlite.tmpdir", "jline.tmpdir", "io.grpc.netty.shaded.io.netty.native.workdir");

    /** Read by the JDK when it starts; setting it later has no effect. */
    private static final String TEMPORARY = "java.io.tmpdir";

    private NativeLibraries() {}

    /** Makes this JVM unpack into {@code folder}; has no effect on libraries that are already loaded. */
    public static void unpackInto(Path folder) {
        properties(folder).forEach(System::setProperty);
    }

    /**
     * Loads FFmpeg into this JVM.
     *
     * @throws LinkageError if it can't be unpacked or loaded
     */
    public static void loadCodecs() {
        Loader.load(avutil.class);
    }

    /**
     * JVM options that make a process unpack into {@code folder} and keep its temporary files in {@code temporary}.
     *
     * @param folder on a file system that allows execution
     */
    public static List<String> options(Path folder, Path temporary) {
        var options = new ArrayList<String>();
        properties(folder).forEach((name, value) -> options.add(option(name, value)));
        options.add(option(TEMPORARY, temporary.toString()));
        // The JDK maps a file in /tmp for jps and jstat, regardless of java.io.tmpdir.
        options.add("-XX:-UsePerfData");
        return List.copyOf(options);
    }

    /** The same options for a JVM that this one starts, as far as they are set in this one. */
    public static List<String> inherited() {
        var options = new ArrayList<String>();
        for (var name : names()) {
            var value = System.getProperty(name);
            if (value != null) {
                options.add(option(name, value));
            }
        }
        options.add("-XX:-UsePerfData");
        return List.copyOf(options);
    }

    private static List<String> names() {
        var names = new ArrayList<String>(OTHERS);
        names.add(JAVACPP);
        names.add(LWJGL);
        names.add(TEMPORARY);
        return names;
    }

    private static Map<String, String> properties(Path folder) {
        var properties = new LinkedHashMap<String, String>();
        properties.put(JAVACPP, folder.toString());
        properties.put(LWJGL, folder.resolve("lwjgl").toString());
        OTHERS.forEach(name -> properties.put(name, folder.toString()));
        return properties;
    }

    private static String option(String name, String value) {
        return "-D" + name + "=" + value;
    }
}
