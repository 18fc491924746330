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
 * The content of a request, in parts with names for the user. Two commands with equal parts make the same request. It
 * consists of the user's input and never of the session's state, so that a repeated command has the same content as the
 * first one.
 *
 * @param command its name
 * @param parts by name, in the order in which they were given; parts that were not given are omitted
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

    /** Returns a copy with one more part. */
    public RequestContent with(String part, String value) {
        var more = new LinkedHashMap<>(parts);
        more.put(part, value);
        return new RequestContent(command, more);
    }

    public RequestContent with(String part, Optional<String> value) {
        return value.map(given -> with(part, given)).orElse(this);
    }

    /** Returns a digest that is equal for equal contents: 64 hexadecimal digits. */
    String digest() {
        try {
            return Sha256.of(Payloads.mapper().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write the request content as JSON", e);
        }
    }

    /** Describes for the user how another request's content differs; empty if it is equal. */
    public Optional<String> difference(RequestContent other) {
        if (!command.equals(other.command)) {
            return Optional.of("it was for `" + command + "`, this one is for `" + other.command + "`");
        }
        Set<String> names = new LinkedHashSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        return names.stream()
                .filter(name -> !shown(this, name).equals(shown(other, name)))
                .findFirst()
                .map(name -> "its " + name + " was " + shown(this, name) + ", this one's is " + shown(other, name))
                .or(() -> equals(other) ? Optional.empty() : Optional.of("a long text is different"));
    }

    private static String shown(RequestContent content, String part) {
        var value = content.parts.get(part);
        if (value == null) {
            return "not given";
        }
        var line = Printable.line(value);
        return "\"" + (line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 1) + "…") + "\"";
    }
}
