package io.longtake.cli.command;

import io.longtake.activities.credential.KeyRing;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.setting.SettingsFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        header = "Settings: what is in force, and where it comes from.",
        description = "Flags win over the environment, that over ./longtake.toml, that over your own file.",
        subcommands = {
            ConfigCommand.List.class,
            ConfigCommand.Get.class,
            ConfigCommand.Set.class,
            ConfigCommand.RotateKey.class
        })
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    ConfigCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "config get KEY, config set KEY VALUE, config list, or config rotate-key?");
    }

    private static Map<String, String> row(Settings.Value value) {
        var row = new LinkedHashMap<String, String>();
        row.put("key", value.setting().key());
        row.put("value", value.text());
        row.put("from", value.origin());
        row.put("environment", value.setting().variable());
        row.put("description", value.setting().documentation());
        return row;
    }

    private static Setting setting(String key) {
        return Setting.withKey(key)
                .orElseThrow(() -> CommandFailure.usage("There is no setting '" + key + "'. There are: "
                        + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", ")) + "."));
    }

    private static Settings.Value shown(Invocation invocation, Setting setting) {
        var value = invocation.settings().value(setting);
        // The default home depends on the user: show its path instead of an empty value.
        return setting == Setting.HOME
                ? new Settings.Value(
                        setting,
                        invocation.settings().home(invocation.surroundings()).toString(),
                        value.origin())
                : value;
    }

    @Command(name = "list", header = "All settings.")
    static final class List implements Callable<Integer> {
        private final Invocation invocation;

        List(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var values = Arrays.stream(Setting.values())
                    .map(setting -> shown(invocation, setting))
                    .toList();
            invocation.result(values.stream().map(ConfigCommand::row).toList(), () -> values.stream()
                    .map(value -> String.format(
                            "%-26s %-12s %s", value.setting().key(), value.text(), "(" + value.origin() + ")"))
                    .collect(Collectors.joining(System.lineSeparator())));
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "get", header = "One setting.")
    static final class Get implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(paramLabel = "KEY")
        private String key = "";

        Get(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var value = shown(invocation, setting(key));
            invocation.result(row(value), value::text);
            invocation.talk().detail("from " + value.origin());
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "set", header = "Write one setting into your own file, or this folder's.")
    static final class Set implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(index = "0", paramLabel = "KEY")
        private String key = "";

        @Parameters(index = "1", paramLabel = "VALUE")
        private String value = "";

        @Option(names = "--here", description = "Into ./longtake.toml, which goes before your own file.")
        private boolean here;

        Set(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var setting = setting(key);
            var surroundings = invocation.surroundings();
            var file = here ? surroundings.resolve("longtake.toml") : Settings.userFile(surroundings);
            try {
                SettingsFile.set(file, setting, value);
            } catch (IOException e) {
                throw CommandFailure.of("SettingsFile", file + " can't be written: " + e.getMessage() + ".", e);
            }
            var written = new Settings.Value(setting, value, file.toString());
            invocation.result(row(written), () -> setting.key() + " = " + value + " (" + file + ")");
            var inForce = Settings.read(surroundings, invocation.options().asSettings())
                    .value(setting);
            if (!inForce.text().equals(value)) {
                invocation
                        .talk()
                        .say("It is not in force: " + inForce.origin() + " goes before it and says " + inForce.text()
                                + ".");
            }
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "rotate-key",
            header = "A new key for the tokens that are kept.",
            description =
                    "What is sealed from now on is sealed with it. Each account's token is sealed anew when it is used"
                            + " next; the old key stays, to open it until then.")
    static final class RotateKey implements Callable<Integer> {
        private final Invocation invocation;

        RotateKey(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            try {
                var key = new KeyRing(invocation.home().root()).rotate();
                invocation.result(Map.of("key", key), () -> key);
                invocation.talk().say("Tokens are sealed with it from now on; the older keys stay for reading.");
                return ExitCode.DONE.number();
            } catch (IOException e) {
                throw CommandFailure.of("Key", "A new key can't be kept in this home: " + e.getMessage() + ".", e);
            }
        }
    }
}
