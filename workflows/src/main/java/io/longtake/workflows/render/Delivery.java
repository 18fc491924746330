package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * The destination of the film.
 *
 * @param homeId the installation on whose disk the path is; a worker of another installation does not write it
 * @param path absolute path
 * @param existing how to treat a foreign file at the path; {@code KEEP} by default
 */
public record Delivery(
        @JsonProperty("homeId") String homeId,
        @JsonProperty("path") String path,
        @JsonProperty("existing") Existing existing) {
    public Delivery {
        existing = Objects.requireNonNullElse(existing, Existing.KEEP);
    }

    /** A delivery that does not replace foreign files. */
    public Delivery(String homeId, String path) {
        this(homeId, path, Existing.KEEP);
    }

    /** How to treat a file at the path that Longtake did not write. */
    public enum Existing {
        /** Keep it; the film remains in the media store. */
        @JsonEnumDefaultValue
        KEEP,
        /** Replace it, as the user has allowed. */
        REPLACE
    }
}
