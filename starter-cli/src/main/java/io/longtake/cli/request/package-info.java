/** What commands were asked for, and the book that tells a repeated request from a new one. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.request;
