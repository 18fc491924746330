/** The disks on which files are. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.disk;
