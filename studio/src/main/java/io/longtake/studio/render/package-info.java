/** Exports: a queue, one film at a time, in a process of its own. */
package io.longtake.studio.render;
