/** In which language a person writes. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.language;
