/**
 * Downloads a finished film: resumes it, checks it, and makes it visible only when it is complete. Does not know
 * renders or workflows.
 */
package io.longtake.activities.download;
