/** Settings: what there is, where a value comes from, what it must look like. */
package io.longtake.cli.setting;
