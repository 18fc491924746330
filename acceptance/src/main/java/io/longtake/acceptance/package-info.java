/** The product from outside: real server, real processes, real kills. */
package io.longtake.acceptance;
