/** From the backend's draft to the timeline that people and workflows see. Pure. */
package io.longtake.activities.timeline;
