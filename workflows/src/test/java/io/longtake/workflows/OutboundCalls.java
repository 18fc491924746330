package io.longtake.workflows;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import java.util.function.UnaryOperator;

/** A worker whose workflows reach the outside through something else. */
public final class OutboundCalls extends WorkerInterceptorBase {
    private final UnaryOperator<WorkflowOutboundCallsInterceptor> between;

    /** @param between what stands between a workflow and the outside that it is given */
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
