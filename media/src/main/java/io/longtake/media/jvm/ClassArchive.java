package io.longtake.media.jvm;

import java.util.List;

/**
 * The archive of loaded classes that this JVM was started with: a JVM that it starts with the same class path maps it too, and needs
 * about a sixth less processor time for its first job.
 *
 * <p>The launcher makes one for each build and JDK and names it in the property {@code longtake.classes}. A JVM that can't use an
 * archive, since its class path or its version is another, loads the classes from the jars.
 */
public final class ClassArchive {
    private static final String PROPERTY = "longtake.classes";

    private ClassArchive() {}

    /** JVM options for a process with this one's class path; none where this one has no archive. */
    public static List<String> options() {
        String archive = System.getProperty(PROPERTY);
        return archive == null
                ? List.of()
                : List.of(
                        "-Xshare:auto",
                        "-XX:SharedArchiveFile=" + archive,
                        // That an archive can't be used is no news to whoever reads the log.
                        "-Xlog:cds*=off",
                        "-D" + PROPERTY + "=" + archive);
    }
}
