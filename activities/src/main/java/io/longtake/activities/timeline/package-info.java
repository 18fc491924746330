/** Turns the backend's draft into the timeline that users and workflows see. Does no I/O. */
package io.longtake.activities.timeline;
