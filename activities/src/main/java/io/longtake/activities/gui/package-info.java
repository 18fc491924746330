/**
 * Removes instructions for a graphical interface ("click Export") from replies and names the action that they imply.
 * Does not carry the action out.
 */
package io.longtake.activities.gui;
