/** What the backend answers, as records: the only room that knows the contract's fields and codes. */
@NullMarked
package io.longtake.activities.nemo.answer;

import org.jspecify.annotations.NullMarked;
