/** The render's activities: submitting, looking, fetching, handing over. */
package io.longtake.activities.render;
