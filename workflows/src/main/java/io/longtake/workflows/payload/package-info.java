/** Serializes arguments and results into Temporal payloads. */
package io.longtake.workflows.payload;
