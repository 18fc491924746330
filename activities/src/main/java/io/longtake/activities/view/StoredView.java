package io.longtake.activities.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.session.SessionView;
import java.time.Instant;

/**
 * A session as its worker last verified it.
 *
 * @param version of this record; readers refuse other versions
 * @param lineage the id of the first run, which distinguishes sessions that have had the same name
 * @param started when the first run was started
 * @param verifiedAt when the session was queried for the view
 */
public record StoredView(
        @JsonProperty(value = "version", required = true) int version,
        @JsonProperty(value = "lineage", required = true) String lineage,
        @JsonProperty(value = "started", required = true) Instant started,
        @JsonProperty(value = "verifiedAt", required = true) Instant verifiedAt,
        @JsonProperty(value = "view", required = true) SessionView view) {
    static final int VERSION = 1;

    public StoredView(String lineage, Instant started, Instant verifiedAt, SessionView view) {
        this(VERSION, lineage, started, verifiedAt, view);
    }

    public String name() {
        return view.spec().name();
    }
}
