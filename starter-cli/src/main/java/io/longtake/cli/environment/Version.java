package io.longtake.cli.environment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The product version, as written by the build. */
public final class Version {
    private Version() {}

    public static String current() {
        var properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/longtake.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
