/** The types of failures that activities, workflows and commands share. Exit codes belong to {@code cli.outcome}. */
package io.longtake.workflows.failure;
