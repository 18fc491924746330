/** A home that was moved or copied, made usable again: docs/adr/copied-homes.md says why it takes that much. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.adoption;
