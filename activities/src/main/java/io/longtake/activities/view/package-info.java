/**
 * Writes the view of each session into the home, for commands that only read. Does not read views on behalf of
 * commands.
 */
package io.longtake.activities.view;
