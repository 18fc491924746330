package io.longtake.media.jvm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archive of loaded classes (CDS) that this JVM was started with. A child JVM with the same class path maps it too,
 * and starts with less processor time.
 *
 * <p>The launcher creates one archive for each build and JDK and sets its path in the property
 * {@code longtake.classes}. A JVM whose class path or version differs can't use the archive and loads the classes from
 * the jars.
 */
public final class ClassArchive {
    private static final String PROPERTY = "longtake.classes";

    private static final int JDK_OF_UNSAFE_WARNINGS = 23;
    private static final int JDK_OF_NATIVE_WARNINGS = 24;
    private static final int JDK_OF_AOT_LOG = 24;

    private ClassArchive() {}

    /** JVM options for a process with the class path of this one. */
    public static List<String> options() {
        return options(Runtime.version().feature(), System.getProperty(PROPERTY));
    }

    static List<String> options(int jdk, @Nullable String archive) {
        var options = new ArrayList<String>(withoutWarnings(jdk));
        if (archive != null) {
            options.add("-Xshare:auto");
            options.add("-XX:SharedArchiveFile=" + archive);
            // A warning about an unusable archive would not help the reader of the log.
            options.add("-Xlog:cds*=off");
            if (jdk >= JDK_OF_AOT_LOG) {
                options.add("-Xlog:aot*=off");
            }
            options.add("-D" + PROPERTY + "=" + archive);
        }
        return List.copyOf(options);
    }

    /**
     * Options that suppress the JVM's warnings about native access and memory access by libraries. All processes that share an
     * archive need the same ones. The launcher sets them too.
     */
    private static List<String> withoutWarnings(int jdk) {
        var options = new ArrayList<String>();
        if (jdk >= JDK_OF_NATIVE_WARNINGS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (jdk >= JDK_OF_UNSAFE_WARNINGS) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
