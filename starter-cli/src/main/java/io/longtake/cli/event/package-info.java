/** What a command tells other programs of its job: a line for each event while it waits, and a program that it runs at the end. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.event;
