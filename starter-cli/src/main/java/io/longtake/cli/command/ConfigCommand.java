package io.longtake.cli.command;

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
        description = "Options override environment variables, which override ./longtake.toml, which overrides your own"
                + " file.",
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
                spec.commandLine(), "Specify config get KEY, config set KEY VALUE, config list, or config rotate-key.");
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
                .orElseThrow(() -> CommandFailure.usage("No setting named '" + key + "'. The settings are: "
                        + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", ")) + "."));
    }

    private static Settings.Value shown(Invocation invocation, Setting setting) {
        var value = invocation.settings().value(setting);
        // The default home depends on the user: show its path instead of an empty value.
        return setting == Setting.HOME
                ? new Settings.Value(
                        setting,
                        invocation.settings().home(invocation.environment()).toString(),
                        value.origin())
                : value;
    }

    @Command(name = "list", header = "List all settings with their values and origins.")
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
            invocation.output().result(values.stream().map(ConfigCommand::row).toList(), () -> values.stream()
                    .map(value -> String.format(
                            "%-26s %-12s %s", value.setting().key(), value.text(), "(" + value.origin() + ")"))
                    .collect(Collectors.joining(System.lineSeparator())));
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "get", header = "Show the value of a setting.")
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
            invocation.output().result(row(value), value::text);
            invocation.statusOutput().detail("from " + value.origin());
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "set", header = "Change a setting in your own file, or in this folder's.")
    static final class Set implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(index = "0", paramLabel = "KEY")
        private String key = "";

        @Parameters(index = "1", paramLabel = "VALUE")
        private String value = "";

        @Option(names = "--here", description = "Write to ./longtake.toml, which overrides your own file.")
        private boolean here;

        Set(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var setting = setting(key);
            var environment = invocation.environment();
            var file = here ? environment.resolve("longtake.toml") : Settings.userFile(environment);
            try {
                SettingsFile.set(file, setting, value);
            } catch (IOException e) {
                throw CommandFailure.of("SettingsFile", file + " can't be written: " + e.getMessage() + ".", e);
            }
            var written = new Settings.Value(setting, value, file.toString());
            invocation.output().result(row(written), () -> setting.key() + " = " + value + " (" + file + ")");
            var effective = Settings.read(environment, invocation.options().asSettings())
                    .value(setting);
            if (!effective.text().equals(value)) {
                invocation
                        .statusOutput()
                        .info("The new value is not in effect: " + effective.origin() + " overrides it with "
                                + effective.text() + ".");
            }
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "rotate-key",
            header = "Create a new key for the encryption of stored tokens.",
            description =
                    "New tokens are encrypted with the new key. Each account's token is encrypted again when it is next"
                            + " used; the old key is kept to decrypt it until then.")
    static final class RotateKey implements Callable<Integer> {
        private final Invocation invocation;

        RotateKey(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            try {
                var key = invocation.keys().rotate();
                invocation.output().result(Map.of("key", key), () -> key);
                invocation
                        .statusOutput()
                        .info("Tokens are now encrypted with this key; older keys are kept for decryption.");
                return ExitCode.DONE.number();
            } catch (IOException e) {
                throw CommandFailure.of("Key", "A new key can't be created: " + e.getMessage() + ".", e);
            }
        }
    }
}
