/** Where the eye goes in a picture, looked at once in a process of its own. */
@NullMarked
package io.longtake.studio.gaze;

import org.jspecify.annotations.NullMarked;
