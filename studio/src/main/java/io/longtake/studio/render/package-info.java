/** The queue of exports: one render at a time, in a child process. Drawing belongs to {@code film}. */
package io.longtake.studio.render;
