/**
 * Entry points: {@code Main} and {@code Longtake} run one command line. Everything else belongs to a package of its
 * topic.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli;
