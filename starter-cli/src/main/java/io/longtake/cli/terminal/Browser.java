package io.longtake.cli.terminal;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import java.io.File;
import java.io.IOException;
import java.util.Locale;

/** The person's browser, where there is one. */
public final class Browser {
    private Browser() {}

    /** Opens the page if there is a desktop; the caller has printed the address for everybody else. */
    public static void open(String url, Environment surroundings) {
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        var desktop = mac
                || surroundings.variable("DISPLAY").isPresent()
                || surroundings.variable("WAYLAND_DISPLAY").isPresent();
        if (!desktop || !surroundings.terminal()) {
            return;
        }
        try {
            ChildEnvironment.of(mac ? "open" : "xdg-open", url)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            // The address stands on the terminal.
        }
    }
}
