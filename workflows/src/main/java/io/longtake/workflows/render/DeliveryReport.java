package io.longtake.workflows.render;

/** {@code delivered} is false where this worker doesn't share the home; then the command line writes the file. */
public record DeliveryReport(boolean delivered) {}
