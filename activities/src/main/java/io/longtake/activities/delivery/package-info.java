/** How films come to the paths that people name, and what this home has put there. */
package io.longtake.activities.delivery;
