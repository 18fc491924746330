/** Films that are made on a calendar: what a run does in the home. */
package io.longtake.cli.schedule;
