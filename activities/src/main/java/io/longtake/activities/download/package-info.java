/** Finished films on their way to the disk: resumed, checked, and only then there. */
package io.longtake.activities.download;
