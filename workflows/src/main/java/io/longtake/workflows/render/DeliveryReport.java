package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/** {@code delivered} is false if this worker belongs to another installation; then the command line writes the file. */
public record DeliveryReport(
        @JsonProperty(value = "delivered", required = true) boolean delivered) {}
