package io.longtake.workflows.notification;

import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.JobEnd;
import io.longtake.workflows.session.NotificationEnded;
import io.longtake.workflows.session.NotificationWorkflow;
import io.longtake.workflows.session.SessionSpec;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import org.slf4j.Logger;

/** See {@link NotificationWorkflow}: delivers the event, and reports to the session. */
public final class NotificationWorkflowImpl implements NotificationWorkflow {
    private static final Logger LOG = Workflow.getLogger(NotificationWorkflowImpl.class);

    @Override
    public NotificationEnded deliver(JobEnd end) {
        NotificationEnded report = new NotificationEnded(end.requestId(), send(end));
        report.failure()
                .ifPresent(why ->
                        LOG.warn("The end of a job of session {} was not reported. {}", end.session(), why.message()));
        report(end.session(), report);
        return report;
    }

    private static Optional<Failure> send(JobEnd end) {
        NotificationActivities activities = Workflow.newActivityStub(
                NotificationActivities.class,
                ActivityTerms.notification("notify " + end.address().host()));
        try {
            activities.notifyEnd(end);
            return Optional.empty();
        } catch (ActivityFailure failure) {
            Failures.rethrowCancellation(failure);
            return Optional.of(reason(failure, end));
        }
    }

    /** With the reason of the last attempt, if the time limit was reached. */
    private static Failure reason(ActivityFailure failure, JobEnd end) {
        Failure why = Failures.of(failure);
        if (failure.getCause() instanceof TimeoutFailure timeout) {
            String last = timeout.getCause() instanceof ApplicationFailure attempt
                    ? " Last attempt: " + attempt.getOriginalMessage()
                    : "";
            return notDelivered(end, last);
        }
        return why.type() == FailureType.NOT_NOTIFIED ? notDelivered(end, " Last attempt: " + why.message()) : why;
    }

    private static Failure notDelivered(JobEnd end, String last) {
        return new Failure(
                FailureType.NOT_NOTIFIED,
                "The event was not delivered to " + end.address().host() + " within "
                        + ActivityTerms.NOTIFICATION_DEADLINE.toHours() + " hours." + last);
    }

    private static void report(String session, NotificationEnded report) {
        try {
            Workflow.newExternalWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(session))
                    .notificationEnded(report);
        } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
            LOG.info("The session {} ended before its notification.", session);
        }
    }
}
