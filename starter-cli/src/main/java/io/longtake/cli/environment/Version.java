package io.longtake.cli.environment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The product version, as written by the build. */
public final class Version implements IVersionProvider {
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

    /** Identifies the build: processes of another build are restarted. */
    public static String build() {
        var dist = System.getProperty("longtake.dist");
        return dist == null ? current() : dist.substring(dist.lastIndexOf('/') + 1);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"longtake " + current()};
    }
}
