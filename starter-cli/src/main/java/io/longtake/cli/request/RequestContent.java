package io.longtake.cli.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.longtake.cli.terminal.Printable;
import io.longtake.files.digest.Sha256;
import io.longtake.workflows.payload.Payloads;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command was asked for, in parts that have a person's names: two commands with equal parts ask for the same. Made of
 * what the person gave and never of what a session holds by now, so that a repeated command has the wish of the first one.
 *
 * @param command its name
 * @param parts by their names, in the order in which they were given; what was not given is left out
 */
public record RequestContent(
        @JsonProperty("command") String command,
        @JsonProperty("parts") Map<String, String> parts) {
    private static final int SHOWN_CHARACTERS = 60;

    public RequestContent {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    public static RequestContent of(String command) {
        return new RequestContent(command, Map.of());
    }

    /** The same with one more part. */
    public RequestContent with(String part, String value) {
        var more = new LinkedHashMap<>(parts);
        more.put(part, value);
        return new RequestContent(command, more);
    }

    public RequestContent with(String part, Optional<String> value) {
        return value.map(given -> with(part, given)).orElse(this);
    }

    /** The same for the same wish; 64 hexadecimal digits. */
    String digest() {
        try {
            return Sha256.of(Payloads.mapper().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wish that is no JSON", e);
        }
    }

    /** In what another wish differs from this one, for people; empty when in nothing. */
    public Optional<String> difference(RequestContent other) {
        if (!command.equals(other.command)) {
            return Optional.of("it was for `" + command + "`, this is `" + other.command + "`");
        }
        Set<String> names = new LinkedHashSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        return names.stream()
                .filter(name -> !shown(this, name).equals(shown(other, name)))
                .findFirst()
                .map(name -> "its " + name + " was " + shown(this, name) + ", this one's is " + shown(other, name))
                .or(() -> equals(other) ? Optional.empty() : Optional.of("it differs in a long text"));
    }

    private static String shown(RequestContent wish, String part) {
        var value = wish.parts.get(part);
        if (value == null) {
            return "not given";
        }
        var line = Printable.line(value);
        return "\"" + (line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 1) + "…") + "\"";
    }
}
