/** Settings: what there is, where a value comes from, what it must look like. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.setting;
