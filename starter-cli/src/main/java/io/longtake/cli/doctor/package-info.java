/** What is looked at to say what is missing, and how to mend it. */
package io.longtake.cli.doctor;
