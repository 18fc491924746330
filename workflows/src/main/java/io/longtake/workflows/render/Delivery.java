package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Where the person wants the file.
 *
 * @param homeId the installation whose disk the path belongs to; a worker of another home doesn't write it
 * @param path absolute
 * @param existing what becomes of another's file there; kept where nothing is said
 */
public record Delivery(
        @JsonProperty("homeId") String homeId,
        @JsonProperty("path") String path,
        @JsonProperty("existing") Existing existing) {
    public Delivery {
        existing = Objects.requireNonNullElse(existing, Existing.KEEP);
    }

    /** A delivery that replaces nobody's file. */
    public Delivery(String homeId, String path) {
        this(homeId, path, Existing.KEEP);
    }

    /** What becomes of a file at the path that the home did not put there. */
    public enum Existing {
        /** It stays, and the film is kept in the media store. */
        @JsonEnumDefaultValue
        KEEP,
        /** The person said that it may be replaced. */
        REPLACE
    }
}
