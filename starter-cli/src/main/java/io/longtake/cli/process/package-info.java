/** The background processes of a home: started, found again, looked after, stopped. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.process;
