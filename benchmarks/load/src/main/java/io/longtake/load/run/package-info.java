/** Runs many jobs, a limited number at a time, and measures each. */
package io.longtake.load.run;
