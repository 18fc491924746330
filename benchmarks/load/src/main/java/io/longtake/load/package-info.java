/** The load generator's commands. The scripts that start servers and workers, and that evaluate the results, are in Python. */
package io.longtake.load;
