package io.longtake.cli.invocation;

import io.longtake.cli.setting.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that are accepted before or after the name of any command. */
public final class GlobalOptions {
    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON document to stdout, and nothing else.")
    boolean json;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Print only results and failures.")
    boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print more progress, and failures with stack traces.")
    boolean verbose;

    @Option(
            names = "--no-input",
            scope = ScopeType.INHERIT,
            description = "Never ask. A command that needs an answer fails and names the option that gives it.")
    boolean noInput;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Print without colours; same as NO_COLOR.")
    boolean noColor;

    @Option(
            names = "--backend",
            scope = ScopeType.INHERIT,
            paramLabel = "studio|cloud|URL",
            description =
                    "Backend that edits and renders: the studio on this machine (default), the cloud, or a base URL.")
    @Nullable
    String backend;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = "The home to use; same as LONGTAKE_HOME.")
    @Nullable
    String home;

    public Map<Setting, String> asSettings() {
        var given = new EnumMap<Setting, String>(Setting.class);
        if (backend != null) {
            given.put(Setting.BACKEND, backend);
        }
        if (home != null) {
            given.put(Setting.HOME, home);
        }
        return given;
    }

    /** The options that determine the installation and the backend, as arguments of another command. */
    public List<String> asArguments() {
        var arguments = new ArrayList<String>();
        asSettings().forEach((setting, value) -> arguments.add("--" + setting.key() + "=" + value));
        return arguments;
    }
}
