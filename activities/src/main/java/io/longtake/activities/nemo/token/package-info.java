/** The credential of one account at one backend, and how texts are freed of it. */
@NullMarked
package io.longtake.activities.nemo.token;

import org.jspecify.annotations.NullMarked;
