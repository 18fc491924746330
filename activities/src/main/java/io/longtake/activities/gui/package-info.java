/** What the backend says to somebody before a screen, made fit for somebody who has none. */
package io.longtake.activities.gui;
