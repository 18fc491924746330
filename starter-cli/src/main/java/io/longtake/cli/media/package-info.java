/** What a person hands over: checked at the door, then kept by content. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.media;
