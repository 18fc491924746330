package io.longtake.network.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** How the product names itself to servers. */
public final class UserAgent {
    /** The name, the version, and in words what asks: operators of servers see such lines in their logs. */
    public static final String VALUE = "Longtake/" + version() + " (+image-to-video command-line client)";

    private UserAgent() {}

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = UserAgent.class.getResourceAsStream("product.properties")) {
            properties.load(Objects.requireNonNull(in, "product.properties is part of every build"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
