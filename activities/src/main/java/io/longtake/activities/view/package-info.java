/** What a home's worker writes down of its sessions, for commands that only read. */
package io.longtake.activities.view;
