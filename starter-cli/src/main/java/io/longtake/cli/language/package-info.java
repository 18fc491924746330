/** In which language a person writes. */
package io.longtake.cli.language;
