package io.longtake.workflows.account;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** What every workflow offers that may report a refused token. */
@WorkflowInterface
public interface TokenHolder {
    @SignalMethod
    void tokenSettled(TokenSettled answer);
}
