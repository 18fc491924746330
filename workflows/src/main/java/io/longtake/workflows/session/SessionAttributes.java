package io.longtake.workflows.session;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The search attributes of a session, which {@code longtake sessions} and Temporal's own list show and can filter by. A
 * server without these attributes fails the workflow task, so a session writes them only if
 * {@link SessionInput#listed()}.
 */
public final class SessionAttributes {
    /** A value of {@link SessionStatus}. */
    public static final SearchAttributeKey<String> STATUS = SearchAttributeKey.forKeyword("LongtakeStatus");

    /** The backend's origin. */
    public static final SearchAttributeKey<String> BACKEND = SearchAttributeKey.forKeyword("LongtakeBackend");

    /** When the status last changed. */
    public static final SearchAttributeKey<OffsetDateTime> CHANGED =
            SearchAttributeKey.forOffsetDateTime("LongtakeChanged");

    private SessionAttributes() {}

    public static List<SearchAttributeKey<?>> all() {
        return List.of(STATUS, BACKEND, CHANGED);
    }

    /** Writes them when the status has changed: each write is an event, and an action that Temporal Cloud bills. */
    static void write(SessionSpec spec, SessionStatus now) {
        SearchAttributes written = Workflow.getTypedSearchAttributes();
        if (now.word().equals(written.get(STATUS))) {
            return;
        }
        Workflow.upsertTypedSearchAttributes(
                STATUS.valueSet(now.word()),
                BACKEND.valueSet(spec.origin()),
                CHANGED.valueSet(
                        OffsetDateTime.ofInstant(Instant.ofEpochMilli(Workflow.currentTimeMillis()), ZoneOffset.UTC)));
    }
}
