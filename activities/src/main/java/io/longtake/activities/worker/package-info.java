/** The worker, put together: every workflow and activity of Longtake in one process. */
package io.longtake.activities.worker;
