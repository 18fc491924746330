/**
 * The access token of an account at one backend, and its removal from texts. Storing tokens belongs to {@code
 * activities.credential}.
 */
@NullMarked
package io.longtake.activities.nemo.token;

import org.jspecify.annotations.NullMarked;
