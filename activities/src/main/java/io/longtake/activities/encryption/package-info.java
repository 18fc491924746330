/** Encrypts the payloads that a Temporal server stores. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.encryption;
