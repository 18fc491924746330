/**
 * The home folder: layout, location, databases, free space, and the folder for native libraries. Starting processes
 * belongs to {@code process}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.home;
