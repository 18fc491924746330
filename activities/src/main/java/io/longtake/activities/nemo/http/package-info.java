/** Sends one HTTP request to a backend and records whether it left this machine. Does not interpret responses. */
@NullMarked
package io.longtake.activities.nemo.http;

import org.jspecify.annotations.NullMarked;
