package io.longtake.workflows.account;

/** Reported by a workflow whose activity was refused; the answer is signalled to {@code reporterWorkflowId}. */
public record TokenRefused(int generation, String reporterWorkflowId) {}
