/**
 * The timeline as last verified, and the difference between two timelines. Drafts of the contract belong to
 * {@code activities.timeline}.
 */
package io.longtake.workflows.timeline;
