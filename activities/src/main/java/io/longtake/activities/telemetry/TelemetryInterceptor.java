package io.longtake.activities.telemetry;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;

/** Connects the observers with workflows and activities, and adds session and turn to the logs of activities. */
public final class TelemetryInterceptor extends WorkerInterceptorBase {
    private final Telemetry telemetry;

    public TelemetryInterceptor(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowTelemetry(next, telemetry.turns());
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityTelemetry(next, telemetry.steps());
    }
}
