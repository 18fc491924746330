/** The checks of {@code doctor}. They change nothing. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.doctor;
