package io.longtake.workflows.account;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** Signal interface of every workflow that may report a refused token. */
@WorkflowInterface
public interface TokenHolder {
    @SignalMethod
    void tokenSettled(TokenSettled answer);
}
