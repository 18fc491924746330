package io.longtake.activities.notification;

import io.longtake.workflows.session.JobEnd;

/** The content of an event. */
public interface EventBody {
    /** JSON in UTF-8; the same for every call with the same argument. */
    byte[] of(JobEnd end);
}
