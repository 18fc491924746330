/** What the HTTP servers of this program share. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.http;
