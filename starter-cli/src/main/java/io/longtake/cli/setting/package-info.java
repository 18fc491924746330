/** The settings, their sources and their formats. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.setting;
