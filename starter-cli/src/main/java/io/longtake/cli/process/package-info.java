/** The background processes of a home: started, found again, looked after, stopped. */
package io.longtake.cli.process;
