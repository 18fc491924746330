package io.longtake.cli.environment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** This product's version, as the build wrote it. */
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

    /** Names this very build: processes of another build are started anew. */
    public static String build() {
        var dist = System.getProperty("longtake.dist");
        return dist == null ? current() : dist.substring(dist.lastIndexOf('/') + 1);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"longtake " + current()};
    }
}
