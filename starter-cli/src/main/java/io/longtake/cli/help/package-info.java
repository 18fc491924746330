/** Help topics: what {@code longtake help TOPIC} prints. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.help;
