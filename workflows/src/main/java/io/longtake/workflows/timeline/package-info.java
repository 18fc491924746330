/** The timeline as last verified, and what changed between two of them. */
package io.longtake.workflows.timeline;
