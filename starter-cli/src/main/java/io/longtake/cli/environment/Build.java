package io.longtake.cli.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The build that a process runs. A launcher names its folder in the property {@code longtake.dist}; a process without a launcher, such
 * as a test, has none.
 *
 * @param folder the folder with {@code lib}
 * @param id identifies the build: processes of another build are restarted
 * @param commit the commit that it was built from, with the suffix {@code -dirty} if files differed; {@code unknown} if it was not
 *     recorded
 */
public record Build(Optional<Path> folder, String id, String commit) {
    private static final String UNKNOWN = "unknown";

    /** The build of this process. It does not change while the process runs. */
    public static Build ofThisProcess() {
        return Own.BUILD;
    }

    /** Read once. */
    private static final class Own {
        static final Build BUILD = Optional.ofNullable(System.getProperty("longtake.dist"))
                .map(Path::of)
                .map(Build::in)
                .orElseGet(() -> new Build(Optional.empty(), Version.current(), UNKNOWN));
    }

    /**
     * Reads the file {@code release} of a build, with the lines {@code build=} and {@code commit=}. The default of the
     * former is the name of the folder.
     */
    static Build in(Path folder) {
        var release = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("release"))) {
            release.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // A build without the file, or with an unreadable one, runs as well: only `version` prints more of it.
            release.clear();
        }
        var name = Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse(UNKNOWN);
        return new Build(
                Optional.of(folder), release.getProperty("build", name), release.getProperty("commit", UNKNOWN));
    }

    /** Where the Temporal program of an installation is that was made with one; a build in a checkout has none. */
    public Optional<Path> temporal() {
        return folder.map(root -> root.resolve("libexec").resolve("temporal"));
    }
}
