/** What a person hands over: checked at the door, then kept by content. */
package io.longtake.cli.media;
