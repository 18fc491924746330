package io.longtake.cli.terminal;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import java.io.File;
import java.io.IOException;
import java.util.Locale;

/** The user's browser, if there is one. */
public final class Browser {
    private Browser() {}

    /** Opens the page if there is a desktop. The caller has already printed the address. */
    public static void open(String url, Environment environment) {
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        var desktop = mac
                || environment.variable("DISPLAY").isPresent()
                || environment.variable("WAYLAND_DISPLAY").isPresent();
        if (!desktop || !environment.terminal()) {
            return;
        }
        try {
            ChildEnvironment.of(mac ? "open" : "xdg-open", url)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            // The address was printed to the terminal.
        }
    }
}
