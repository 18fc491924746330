/** Films that are made on a calendar. */
package io.longtake.workflows.schedule;
