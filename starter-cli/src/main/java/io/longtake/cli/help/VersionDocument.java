package io.longtake.cli.help;

import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Version;
import io.longtake.cli.temporal.Release;
import io.longtake.studio.StudioVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IVersionProvider;

/** The versions of the product and of what it runs on, for scripts and for people. */
public final class VersionDocument implements IVersionProvider {
    public static Map<String, Object> current() {
        var build = Build.ofThisProcess();
        var document = new LinkedHashMap<String, Object>();
        document.put("version", Version.current());
        document.put("build", build.id());
        document.put("commit", build.commit());
        document.put("java", Runtime.version().toString());
        document.put("temporal", Release.VERSION);
        document.put("temporalServer", Release.SERVER_VERSION);
        document.put("renderer", StudioVersion.renderer());
        document.put("studioDatabase", StudioVersion.database());
        return document;
    }

    /** The same as lines; the first has the version alone. */
    public static List<String> lines() {
        var document = current();
        return List.of(
                "longtake " + document.get("version"),
                "build     " + document.get("build"),
                "commit    " + document.get("commit"),
                "java      " + document.get("java"),
                "temporal  " + document.get("temporal") + " (server " + document.get("temporalServer") + ")",
                "studio    renderer " + document.get("renderer") + ", database " + document.get("studioDatabase"));
    }

    @Override
    public String[] getVersion() {
        return lines().toArray(String[]::new);
    }
}
