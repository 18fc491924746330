/**
 * One exception for each cause of a failed request, with how far the request got. Translation into workflow failures
 * belongs to {@code activities.failure}.
 */
@NullMarked
package io.longtake.activities.nemo.error;

import org.jspecify.annotations.NullMarked;
