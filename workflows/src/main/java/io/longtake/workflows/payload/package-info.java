/** How arguments and results become Temporal payloads. */
package io.longtake.workflows.payload;
