/** The data of a timeline: what a person decided about a film, the media it is made from, and how both are named to people. */
@NullMarked
package io.longtake.studio.timeline;

import org.jspecify.annotations.NullMarked;
