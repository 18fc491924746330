package io.longtake.workflows.notification;

import io.longtake.workflows.session.JobEnd;
import io.temporal.activity.ActivityInterface;

/** The delivery of events. */
@ActivityInterface
public interface NotificationActivities {
    /**
     * Sends the event that reports the end of a request, once per attempt. The receiver may get it more than once, with the
     * same id. Fails with {@code NOT_NOTIFIED} or {@code NOTIFY_REFUSED}.
     */
    void notifyEnd(JobEnd end);
}
