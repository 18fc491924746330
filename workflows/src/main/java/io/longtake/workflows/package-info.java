/** What a session is: contracts and deterministic orchestration. No HTTP, no files, no clock, no environment. */
package io.longtake.workflows;
