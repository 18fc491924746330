/** {@code home adopt}: makes a moved or copied home usable. See docs/adr/0005-copied-homes.md. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.adoption;
