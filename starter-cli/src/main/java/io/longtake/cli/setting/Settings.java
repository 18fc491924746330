package io.longtake.cli.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The effective settings. Precedence: flags, environment, {@code ./longtake.toml}, the user's file, defaults. */
public final class Settings {
    private static final String OFF = "off";

    private final Map<Setting, Value> values;

    private Settings(Map<Setting, Value> values) {
        this.values = values;
    }

    /**
     * A setting's value and its source.
     *
     * @param text as entered; empty if the setting has neither a value nor a default
     * @param origin for display: a flag, a variable, a file's path, or "default"
     */
    public record Value(Setting setting, String text, String origin) {
        public boolean isDefault() {
            return origin.equals("default");
        }
    }

    /**
     * @param flags the values from the command line
     * @throws CommandFailure exit 2, naming the value and its file or variable, if a value is invalid
     */
    public static Settings read(Environment environment, Map<Setting, String> flags) {
        var projectFile = environment.resolve("longtake.toml");
        var userFile = userFile(environment);
        var project = readFile(projectFile);
        var user = readFile(userFile);
        var values = new EnumMap<Setting, Value>(Setting.class);
        for (var setting : Setting.values()) {
            var candidates = new ArrayList<Value>();
            Optional.ofNullable(flags.get(setting))
                    .ifPresent(text -> candidates.add(new Value(setting, text, "--" + setting.key())));
            environment
                    .variable(setting.variable())
                    .ifPresent(text -> candidates.add(new Value(setting, text, setting.variable())));
            lookUp(project, setting)
                    .ifPresent(text -> candidates.add(new Value(setting, text, projectFile.toString())));
            lookUp(user, setting).ifPresent(text -> candidates.add(new Value(setting, text, userFile.toString())));
            candidates.add(new Value(setting, setting.defaultText(), "default"));
            values.put(setting, checked(candidates.get(0)));
        }
        return new Settings(values);
    }

    /** Returns the user's own settings file, which {@code config set} writes. */
    public static Path userFile(Environment environment) {
        var folder = environment
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElse(environment.userHome().resolve(".config"));
        return folder.resolve("longtake").resolve("longtake.toml");
    }

    static JsonNode readFile(Path file) {
        if (!Files.isRegularFile(file)) {
            return new TomlMapper().createObjectNode();
        }
        try {
            return new TomlMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(file + " is not valid TOML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw CommandFailure.usage(file + " can't be read: " + e.getMessage());
        }
    }

    private static Optional<String> lookUp(JsonNode tree, Setting setting) {
        var node = tree;
        for (var part : setting.key().split("\\.", -1)) {
            node = node.path(part);
        }
        return node.isValueNode() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** Returns the value if it is valid for its setting. */
    static Value checked(Value value) {
        try {
            switch (value.setting().kind()) {
                case DURATION -> Durations.parse(value.text());
                case DURATION_OR_OFF -> {
                    if (!value.text().equals(OFF)) {
                        Durations.parse(value.text());
                    }
                }
                case SIZE -> ByteSizes.parse(value.text());
                case SIZE_OR_OFF -> {
                    if (!value.text().equals(OFF)) {
                        ByteSizes.parse(value.text());
                    }
                }
                case COUNT -> {
                    if (!value.text().matches("[1-9]\\d{0,4}")) {
                        throw new IllegalArgumentException("'" + value.text() + "' is not a number from 1 to 99999");
                    }
                }
                case SWITCH -> {
                    if (!value.text().matches("on|off")) {
                        throw new IllegalArgumentException("'" + value.text() + "' is not on or off");
                    }
                }
                case PATH, TEXT -> {}
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    value.setting().key() + " (from " + value.origin() + "): " + e.getMessage() + ".");
        }
    }

    public List<Value> all() {
        return List.copyOf(values.values());
    }

    public Value value(Setting setting) {
        var value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting);
        }
        return value;
    }

    public String text(Setting setting) {
        return value(setting).text();
    }

    public Optional<String> given(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isBlank());
    }

    public Duration duration(Setting setting) {
        return Durations.parse(text(setting));
    }

    /** Returns the duration; empty if it is off. */
    public Optional<Duration> optionalDuration(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.equals(OFF)).map(Durations::parse);
    }

    /** Returns the size in bytes; empty if it is off. */
    public Optional<Long> optionalSize(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.equals(OFF)).map(ByteSizes::parse);
    }

    /** Returns the size in bytes. */
    public long size(Setting setting) {
        return ByteSizes.parse(text(setting));
    }

    public int count(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    public boolean isOn(Setting setting) {
        return text(setting).equals("on");
    }

    /** Returns the installation's folder according to these settings. */
    public Path home(Environment environment) {
        return given(Setting.HOME).map(environment::resolve).orElseGet(() -> environment
                .variable("XDG_STATE_HOME")
                .map(Path::of)
                .orElse(environment.userHome().resolve(".local").resolve("state"))
                .resolve("longtake"));
    }
}
