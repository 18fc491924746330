/** Files that are whole or not there, whatever dies in between. */
package io.longtake.activities.disk;
