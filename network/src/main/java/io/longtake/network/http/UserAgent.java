package io.longtake.network.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The User-Agent of the product. */
public final class UserAgent {
    /** Name, version and a description of the client, for server operators who read it in their logs. */
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
