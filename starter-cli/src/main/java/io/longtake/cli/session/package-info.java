/** Sessions from outside: asked, watched, told about. */
package io.longtake.cli.session;
