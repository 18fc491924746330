/** What is looked at to say what is missing, and how to mend it. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.doctor;
