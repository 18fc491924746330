/** Entry points: {@code Main} and {@code Longtake} run one command line. All other code belongs to the package of its topic. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli;
