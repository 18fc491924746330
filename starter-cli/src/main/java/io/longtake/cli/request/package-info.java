/** What commands were asked for, and the book that tells a repeated request from a new one. */
package io.longtake.cli.request;
