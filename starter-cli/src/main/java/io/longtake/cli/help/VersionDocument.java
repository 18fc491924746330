package io.longtake.cli.help;

import io.longtake.cli.environment.Version;
import io.longtake.cli.temporal.Release;
import java.util.LinkedHashMap;
import java.util.Map;

/** The versions of the product and of what it runs on. */
public final class VersionDocument {
    private VersionDocument() {}

    public static Map<String, Object> current() {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", Version.current());
        document.put("build", Version.build());
        document.put("java", Runtime.version().toString());
        document.put("temporal", Release.VERSION);
        document.put("temporalServer", Release.SERVER_VERSION);
        return document;
    }
}
