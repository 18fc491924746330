package io.longtake.workflows;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import java.util.function.UnaryOperator;

/** A worker interceptor that wraps the outbound calls of workflows. */
public final class OutboundCalls extends WorkerInterceptorBase {
    private final UnaryOperator<WorkflowOutboundCallsInterceptor> between;

    /** @param between wraps the outbound interceptor that it is given */
    public OutboundCalls(UnaryOperator<WorkflowOutboundCallsInterceptor> between) {
        this.between = between;
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outside) {
                super.init(between.apply(outside));
            }
        };
    }
}
